-- Which league seasons began best, and where did they end?
select
    manager,
    club,
    season,
    known_on,
    matches,
    wins,
    draws,
    losses,
    points,
    final_position
from season_starts
