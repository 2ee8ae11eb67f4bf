-- Invincible seasons, the newest first.
select * -- noqa: AM04
from invincibles
order by season desc, competition asc
