-- The start, end and exit of a spell that articles speak of have a claim that states them, or a formula.
with facts as (
    select
        tenure_id,
        unnest([
            case when start_from is not null then 'start' end,
            case when end_from is not null then 'end' end,
            case when exit is not null then 'exit' end
        ]) as field
    from tenures
    where n_claims > 0
)

select
    facts.tenure_id,
    facts.field
from facts
where
    facts.field is not null
    and not exists (
        select 1
        from record_evidence
        where
            facts.tenure_id = record_evidence.record_id
            and facts.field = record_evidence.field
            and record_evidence.record_table = 'tenures'
    )
