-- No season record contradicts the complete table of its league.
select
    record_id,
    matches,
    wins,
    draws,
    losses,
    points,
    position,
    verification_reason
from season_records
where verification = 'contradicted'
