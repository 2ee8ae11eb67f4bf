select
    season,
    competition,
    club,
    points,
    reason,
    phase
from read_parquet($path)
order by season, competition, club
