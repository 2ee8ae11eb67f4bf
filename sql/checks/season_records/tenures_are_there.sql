-- Every tenure that a season record names is published.
select
    named.record_id,
    named.tenure_id
from (
    select
        record_id,
        unnest(tenure_ids) as tenure_id
    from season_records
) as named
where
    not exists (
        select 1
        from tenures
        where named.tenure_id = tenures.tenure_id
    )
