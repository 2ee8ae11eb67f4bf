select
    record_id,
    field,
    valid_from,
    valid_to,
    value,
    status,
    claim_id
from read_parquet($path)
order by record_id, field, valid_from
