-- The manager and club of every row are in their tables.
with named as (
    select
        tenure_id,
        'manager' as what,
        manager_id as id
    from tenures
    union all
    select
        tenure_id,
        'club' as what,
        club_id as id
    from tenures
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
)

select
    named.tenure_id,
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
