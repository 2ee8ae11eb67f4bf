select
    season,
    competition_id,
    competition,
    club_id,
    club,
    position,
    matches,
    wins,
    draws,
    losses,
    goals_for,
    goals_against,
    points,
    complete,
    source
from read_parquet($path)
order by season, competition_id, club_id
