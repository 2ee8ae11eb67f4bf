-- The manager and club of every known spell are in their tables.
select
    manager_id,
    club_id
from manager_spells
where
    manager_id not in (select managers.manager_id from managers)
    or club_id not in (
        select clubs.club_id from clubs
        union all
        select national_teams.club_id from national_teams
    )
