select
    manager_id,
    club_id,
    club,
    start_year,
    end_year
from read_parquet($path)
order by manager_id, start_year, club_id
