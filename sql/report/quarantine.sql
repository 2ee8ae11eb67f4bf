-- What was not taken, by rule.
select
    rule,
    count(*) as n_rows,
    min(remedy) as remedy
from quarantine
group by rule
order by n_rows desc, rule asc
