-- How do the managers of a league season rank?
--
-- (season = '2015-16'): The season
-- (competition = 'Premier League'): The league
select
    rank,
    manager,
    club,
    coverage,
    coalesce(position, table_position) as place,
    matches,
    wins,
    draws,
    losses,
    points_per_game
from season_rankings
where season = $season and competition = $competition
order by rank
