-- Every spell of the managers, the newest first.
select
    tenure_id,
    manager_id,
    club,
    role,
    status,
    start_from,
    start_to,
    end_from,
    end_to,
    exit,
    origins
from tenures
order by manager_id asc, start_from desc nulls last, club asc
