-- The manager and club of every known spell are in their tables.
with teams as (
    select club_id from clubs
    union all
    select club_id from national_teams
)

select
    manager_spells.manager_id,
    manager_spells.club_id
from manager_spells
left join managers on manager_spells.manager_id = managers.manager_id
left join teams on manager_spells.club_id = teams.club_id
where managers.manager_id is null or teams.club_id is null
