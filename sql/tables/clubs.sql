select
    club_id,
    club,
    country,
    aliases,
    nicknames,
    league,
    origin
from read_parquet($path)
order by club_id
