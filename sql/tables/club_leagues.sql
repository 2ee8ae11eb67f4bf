select
    club,
    competition,
    from_season,
    to_season
from read_parquet($path)
order by club, from_season, competition
