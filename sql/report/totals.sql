-- Numbers that are of no single season: over a spell, over a run, over a career.
select
    'spell' as kind,
    record_id,
    manager_id,
    club,
    null as season,
    competition,
    matches,
    wins,
    draws,
    losses,
    unbeaten
from tenure_records
union all
select
    'run' as kind,
    record_id,
    manager_id,
    club,
    season,
    competition,
    matches,
    wins,
    draws,
    losses,
    unbeaten
from runs
union all
select
    'career' as kind,
    record_id,
    manager_id,
    null as club,
    null as season,
    competition,
    matches,
    wins,
    draws,
    losses,
    unbeaten
from career_records
order by manager_id, kind, record_id
