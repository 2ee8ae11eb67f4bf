select
    competition_id,
    competition,
    kind,
    country,
    tier,
    season_kind,
    teams,
    aliases,
    context_aliases,
    first_season,
    last_season,
    champion_by,
    origin
from read_parquet($path)
order by competition_id
