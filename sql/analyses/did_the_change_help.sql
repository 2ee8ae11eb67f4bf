-- Did a change of manager bring more points a game?
--
-- (club = '%'): Part of the club's name
select
    club,
    changed_from,
    "left",
    season_before,
    points_per_game_before as before,
    came,
    season_after,
    points_per_game_after as after,
    gain
from manager_changes
where gain is not null and club ilike '%' || $club || '%'
order by gain desc, club
