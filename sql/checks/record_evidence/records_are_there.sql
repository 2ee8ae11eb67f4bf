-- Every row of evidence stands behind a record that is published.
with known as (
    select
        'season_records' as record_table,
        record_id
    from season_records
    union all
    select
        'tenure_records' as record_table,
        record_id
    from tenure_records
    union all
    select
        'runs' as record_table,
        record_id
    from runs
    union all
    select
        'career_records' as record_table,
        record_id
    from career_records
    union all
    select
        'tenures' as record_table,
        tenure_id as record_id
    from tenures
)

select
    record_evidence.evidence_id,
    record_evidence.record_table,
    record_evidence.record_id
from record_evidence
where
    not exists (
        select 1
        from known
        where
            record_evidence.record_table = known.record_table
            and record_evidence.record_id = known.record_id
    )
