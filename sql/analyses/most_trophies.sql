-- Who has won most, and with which clubs?
select
    manager,
    cast(sum(n_trophies) as integer) as won,
    array_to_string(list(club || ' ' || n_trophies order by n_trophies desc, club asc), ', ') as clubs,
    min(first_season) as from_season,
    max(last_season) as to_season
from manager_careers
where n_trophies > 0
group by manager_id, manager
order by won desc, manager asc
