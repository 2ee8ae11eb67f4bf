-- What are the longest unbeaten runs that articles tell of?
select
    manager,
    club,
    season,
    competition,
    kind,
    matches,
    wins,
    draws
from longest_unbeaten_runs
where matches is not null
