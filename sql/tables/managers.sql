select
    manager_id,
    manager,
    full_name,
    aliases,
    nicknames,
    nationality,
    born,
    origin
from read_parquet($path)
order by manager_id
