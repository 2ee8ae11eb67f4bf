-- Managers in post, the one with the fewest points a game first: the season so far beside the season before.
--
-- since: First day on which the spell may have begun
-- days_in_post: Days from then to the newest article in the warehouse
-- season: Newest season of the spell that articles speak of
-- competition: Canonical name of its league
-- position: Place in the league as last known
-- matches: League matches of that season
-- wins: Won
-- draws: Drawn
-- losses: Lost
-- points_per_game: Points a match
-- season_before: The league season before, at this club
-- points_per_game_before: Points a match in it
-- last_run: The newest run that an article tells of, in words
with newest as (
    select max(published_on) as today
    from articles
),

leagues as (
    select
        unnest(season_records.tenure_ids) as tenure_id,
        season_records.*,
        coalesce(
            season_records.points_per_game,
            (3.0 * season_records.wins + season_records.draws) / nullif(season_records.matches, 0)
        ) as points_a_match
    from season_records
    inner join competitions on season_records.competition_id = competitions.competition_id
    where competitions.kind = 'league'
),

form as (
    select
        *,
        lead(season) over (partition by tenure_id order by season desc, record_id asc) as season_before,
        lead(points_a_match) over (partition by tenure_id order by season desc, record_id asc) as points_before
    from leagues
    qualify row_number() over (partition by tenure_id order by season desc, record_id asc) = 1
),

last_runs as (
    select
        manager_id,
        club_id,
        concat_ws(
            ', ',
            matches || ' matches',
            wins || ' won',
            draws || ' drawn',
            losses || ' lost',
            case when unbeaten then 'unbeaten' end
        ) as last_run
    from runs
    qualify row_number() over (partition by manager_id, club_id order by as_of desc, record_id asc) = 1
)

select
    tenures.tenure_id,
    tenures.manager_id,
    tenures.manager,
    tenures.club_id,
    tenures.club,
    tenures.role,
    tenures.start_from as since,
    newest.today - tenures.start_from as days_in_post,
    tenures.confirmed_on,
    form.season,
    form.competition,
    form.position,
    form.matches,
    form.wins,
    form.draws,
    form.losses,
    round(form.points_a_match, 2) as points_per_game,
    form.season_before,
    round(form.points_before, 2) as points_per_game_before,
    last_runs.last_run
from tenures
cross join newest
left join form on tenures.tenure_id = form.tenure_id
left join last_runs on tenures.manager_id = last_runs.manager_id and tenures.club_id = last_runs.club_id
where tenures.status = 'current'
order by points_per_game asc nulls last, tenures.tenure_id asc
