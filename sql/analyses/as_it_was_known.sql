-- What was known of a manager on a day, before the season was over?
--
-- (manager = 'Guardiola'): Full name, alias or surname
-- (day = '2017-12-25'): The day
select
    manager,
    club,
    season,
    competition,
    status,
    matches,
    wins,
    draws,
    losses,
    points,
    position,
    last_change
from season_records_as_of(cast($day as date))
where manager_id in (select found.manager_id from managers_named($manager) as found) -- noqa: RF02
order by season, competition
