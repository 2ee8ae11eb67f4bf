-- The manager, club and competition of every claim are in their tables.
with named as (
    select distinct
        'manager' as what,
        manager_id as id
    from claims
    union all
    select distinct
        'club' as what,
        club_id as id
    from claims
    union all
    select distinct
        'competition' as what,
        competition_id as id
    from claims
    where competition_id not in ('all', 'league')
),

known as (
    select
        'manager' as what,
        manager_id as id
    from managers
    union all
    select
        'club' as what,
        club_id as id
    from clubs
    union all
    select
        'club' as what,
        club_id as id
    from national_teams
    union all
    select
        'competition' as what,
        competition_id as id
    from competitions
)

select
    named.what,
    named.id
from named
where
    named.id is not null
    and not exists (
        select 1
        from known
        where named.what = known.what and named.id = known.id
    )
