-- What did a manager do, season by season and club by club?
--
-- (manager = ''): Part of the name, as in "gaffer sql --name manager_career --set manager=alonso"
select
    manager,
    club,
    season,
    league,
    position,
    matches,
    wins,
    draws,
    losses,
    points,
    trophies
from manager_seasons
where plain_name(manager) like '%' || plain_name($manager) || '%'
order by manager, season, club
