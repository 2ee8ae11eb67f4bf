select
    evidence_id,
    record_table,
    record_id,
    field,
    value,
    kind,
    claim_id,
    formula,
    inputs,
    article_id,
    part,
    char_start,
    char_end,
    quote
from read_parquet($path)
order by evidence_id
