-- The manager, club and competition of every row are in their tables.
with named as (
    select
        record_id,
        'manager' as what,
        manager_id as id
    from tenure_records
    union all
    select
        record_id,
        'club' as what,
        club_id as id
    from tenure_records
    union all
    select
        record_id,
        'competition' as what,
        competition_id as id
    from tenure_records
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
    named.record_id,
    named.what,
    named.id
from named
where
    named.id not in ('all', 'league')
    and not exists (
        select 1
        from known
        where named.what = known.what and named.id = known.id
    )
