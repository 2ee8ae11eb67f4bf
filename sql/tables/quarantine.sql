select
    quarantine_id,
    stage,
    rule,
    reason,
    remedy,
    drop_id,
    place,
    article_id,
    claim_id,
    record_id,
    quote
from read_parquet($path)
order by quarantine_id
