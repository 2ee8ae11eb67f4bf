select
    tenure_id,
    manager_id,
    manager,
    club_id,
    club,
    role,
    status,
    start_from,
    start_to,
    end_from,
    end_to,
    exit,
    joint_with,
    origins,
    confirmed_on,
    n_articles,
    n_claims,
    n_conflicts,
    confidence
from read_parquet($path)
order by tenure_id
