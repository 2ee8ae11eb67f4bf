-- What each manager did at each club that articles speak of.
select * -- noqa: AM04
from manager_careers
where seasons > 0 or stated_matches is not null
order by manager_id, first_season nulls last, club
