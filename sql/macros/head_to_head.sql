-- Two managers in the league seasons that both spent in one competition, and who finished ahead. The names are found
-- without accents and case.
--
-- (one): Full name, alias or surname of the one
-- (other): Full name, alias or surname of the other
-- one: The one manager
-- one_club: Club of the one
-- one_place: Final or present place of the one, from the final table where no article says
-- one_points_per_game: Points a match of the one
-- other: The other manager
-- other_club: Club of the other
-- other_place: Final or present place of the other, from the final table where no article says
-- other_points_per_game: Points a match of the other
-- ahead: Who finished ahead, null where it is not known
with both_sides as (
    select
        'one' as side,
        season_rankings.*
    from season_rankings
    where season_rankings.manager_id in (select manager_id from managers_named(one)) -- noqa: RF02
    union all
    select
        'other' as side,
        season_rankings.*
    from season_rankings
    where season_rankings.manager_id in (select manager_id from managers_named(other)) -- noqa: RF02
)

select
    a.season,
    a.competition,
    a.manager as one,
    a.club as one_club,
    coalesce(a.position, a.table_position) as one_place,
    a.points_per_game as one_points_per_game,
    b.manager as other,
    b.club as other_club,
    coalesce(b.position, b.table_position) as other_place,
    b.points_per_game as other_points_per_game,
    case
        when coalesce(a.position, a.table_position) < coalesce(b.position, b.table_position) then a.manager
        when coalesce(a.position, a.table_position) > coalesce(b.position, b.table_position) then b.manager
    end as ahead
from both_sides as a
inner join both_sides as b
    on
        a.season = b.season
        and a.competition_id = b.competition_id
        and a.record_id != b.record_id
where a.side = 'one' and b.side = 'other'
order by a.season, a.competition, a.club
