-- Changes of manager: who followed whom, and the points a game of the one's last and the other's first league season.
--
-- club_id: Slug of the club or national team
-- club: Canonical name of the club or national team
-- changed_from: First day on which the successor may have begun
-- changed_to: Last day on which the successor may have begun
-- left_id: Slug of the manager who left
-- left: Canonical name of the manager who left
-- exit: How the manager who left did so
-- season_before: Last league season of the manager who left that articles speak of, within two years of the change
-- matches_before: League matches of that season under the manager who left
-- points_per_game_before: Points a match in them
-- came_id: Slug of the manager who came
-- came: Canonical name of the manager who came
-- role: Whether the manager who came was an interim one
-- season_after: First league season of the manager who came that articles speak of, within two years of the change
-- matches_after: League matches of that season under the manager who came
-- points_per_game_after: Points a match in them
-- gain: points_per_game_after - points_per_game_before
with leagues as (
    select
        unnest(season_records.tenure_ids) as tenure_id,
        season_records.season,
        season_records.matches,
        coalesce(
            season_records.points_per_game,
            (3.0 * season_records.wins + season_records.draws) / nullif(season_records.matches, 0)
        ) as points_per_game
    from season_records
    inner join competitions on season_records.competition_id = competitions.competition_id
    where competitions.kind = 'league' and season_records.matches > 0
),

spells as (
    select
        tenure_id,
        arg_min(season, season) as first_season,
        arg_min(matches, season) as first_matches,
        arg_min(points_per_game, season) as first_points_per_game,
        arg_max(season, season) as last_season,
        arg_max(matches, season) as last_matches,
        arg_max(points_per_game, season) as last_points_per_game
    from leagues
    group by tenure_id
),

successions as (
    select
        tenures.*,
        lag(tenures.tenure_id) over spells_of_club as before_id
    from tenures
    where tenures.start_from is not null
    window
        spells_of_club as (
            partition by tenures.club_id
            order by tenures.start_from asc, tenures.end_to asc nulls last, tenures.tenure_id asc
        )
)

select
    successions.club_id,
    successions.club,
    successions.start_from as changed_from,
    successions.start_to as changed_to,
    gone.manager_id as left_id,
    gone.manager as "left",
    gone.exit,
    last_of.last_season as season_before,
    last_of.last_matches as matches_before,
    round(last_of.last_points_per_game, 2) as points_per_game_before,
    successions.manager_id as came_id,
    successions.manager as came,
    successions.role,
    first_of.first_season as season_after,
    first_of.first_matches as matches_after,
    round(first_of.first_points_per_game, 2) as points_per_game_after,
    round(first_of.first_points_per_game - last_of.last_points_per_game, 2) as gain
from successions
inner join tenures as gone on successions.before_id = gone.tenure_id
left join spells as last_of
    on
        gone.tenure_id = last_of.tenure_id
        and cast(left(last_of.last_season, 4) as integer) >= year(successions.start_from) - 2
left join spells as first_of
    on
        successions.tenure_id = first_of.tenure_id
        and cast(left(first_of.first_season, 4) as integer) <= year(successions.start_to) + 1
where not list_contains(successions.joint_with, gone.manager_id)
order by successions.club_id, successions.start_from, successions.tenure_id
