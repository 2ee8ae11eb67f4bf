-- On any day a field of a record has one value.
with following as (
    select
        record_id,
        field,
        valid_from,
        valid_to,
        lead(valid_from) over (partition by record_id, field order by valid_from) as next_from
    from record_history
)

select
    record_id,
    field,
    valid_from,
    valid_to,
    next_from
from following
where next_from is not null and (valid_to is null or valid_to > next_from)
