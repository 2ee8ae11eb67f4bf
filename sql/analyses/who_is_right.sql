-- Which publishers, and which rules of the parser, agree with the league tables most often?
select
    kind,
    name,
    n_claims,
    n_confirmed,
    share_confirmed
from source_quality
order by kind asc, share_confirmed desc, n_claims desc, name asc
