-- The managers of each league season.
select * -- noqa: AM04
from season_rankings
order by competition asc, season desc, rank asc
