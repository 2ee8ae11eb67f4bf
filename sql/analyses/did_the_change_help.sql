-- Did a change of manager bring more points a game?
--
-- (club = ''): Part of the club's name
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
where
    coalesce(points_per_game_before, points_per_game_after) is not null
    and plain_name(club) like '%' || plain_name($club) || '%'
order by gain desc nulls last, changed_from desc, club asc
