-- Of each publisher and parser rule with ten checkable claims or more, the league tables confirm nine in ten.
select
    kind,
    name,
    n_claims,
    n_confirmed,
    share_confirmed
from source_quality
where n_claims >= 10 and share_confirmed < 0.9
