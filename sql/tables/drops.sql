select
    drop_id,
    name,
    sha256,
    bytes,
    records,
    articles,
    not_football,
    quarantined,
    claims,
    readable,
    parser_version,
    read_at
from read_parquet($path)
order by drop_id
