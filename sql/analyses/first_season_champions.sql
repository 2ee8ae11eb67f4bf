-- Who won the league at the first attempt with a club?
select
    manager,
    club,
    season,
    competition,
    matches,
    wins,
    draws,
    losses,
    is_invincible
from first_seasons
where is_title and status = 'final'
order by season, manager
