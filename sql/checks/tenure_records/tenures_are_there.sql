-- The tenure of every total is published.
select
    tenure_records.record_id,
    tenure_records.tenure_id
from tenure_records
where
    not exists (
        select 1
        from tenures
        where tenure_records.tenure_id = tenures.tenure_id
    )
