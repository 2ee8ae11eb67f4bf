select
    name,
    country,
    from_season,
    to_season,
    competition
from read_parquet($path)
order by name, country, from_season
