-- Who has ever gone a whole league season unbeaten and won the league, and which words say so?
select
    manager,
    club,
    season,
    competition,
    matches,
    wins,
    draws,
    losses,
    points,
    verification,
    array_to_string(words, ' · ') as words
from invincibles
order by season, competition
