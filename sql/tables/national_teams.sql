select
    club_id,
    team,
    aliases,
    nicknames,
    demonyms,
    confederation
from read_parquet($path)
order by club_id
