-- Every earlier value belongs to a record that is published, and was stated by a claim that is.
select
    record_history.record_id,
    record_history.field,
    record_history.valid_from,
    record_history.claim_id
from record_history
left join season_records on record_history.record_id = season_records.record_id
left join claims on record_history.claim_id = claims.claim_id
where
    season_records.record_id is null
    or (record_history.claim_id is not null and claims.claim_id is null)
