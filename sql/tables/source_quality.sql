select
    kind,
    name,
    n_claims,
    n_confirmed,
    share_confirmed
from read_parquet($path)
order by kind, name
