-- Which managers in post have the fewest points a game, as far as articles of the last half-year know?
select
    manager,
    club,
    since,
    season,
    position,
    matches,
    wins,
    draws,
    losses,
    points_per_game,
    points_per_game_before as season_before
from sack_race
