select
    competition,
    from_season,
    to_season,
    teams,
    matches,
    points_for_win,
    points_rule,
    champions
from read_parquet($path)
order by competition, from_season
