-- How league seasons began: the first standing that an article published before the season was over, best first.
--
-- known_on: The day from which it could be known
-- matches: League matches by that day
-- wins: Won by that day
-- draws: Drawn by that day
-- losses: Lost by that day
-- points: Points by that day, three for a win where no article gives them
-- points_per_game: Points a match by that day
-- final_position: Final place in the league, where it is known
with early as (
    select
        record_history.record_id,
        min(record_history.valid_from) as known_on
    from record_history
    where record_history.field = 'matches' and record_history.status = 'to_date' and record_history.value is not null
    group by record_history.record_id
),

standings as (
    select
        early.record_id,
        early.known_on,
        max(cast(record_history.value as integer)) filter (where record_history.field = 'matches') as matches,
        max(cast(record_history.value as integer)) filter (where record_history.field = 'wins') as wins,
        max(cast(record_history.value as integer)) filter (where record_history.field = 'draws') as draws,
        max(cast(record_history.value as integer)) filter (where record_history.field = 'losses') as losses,
        max(cast(record_history.value as integer)) filter (where record_history.field = 'points') as points
    from early
    inner join record_history
        on
            early.record_id = record_history.record_id
            and early.known_on >= record_history.valid_from
            and (early.known_on < record_history.valid_to or record_history.valid_to is null)
    where
        record_history.field in ('matches', 'wins', 'draws', 'losses', 'points')
        and record_history.status = 'to_date'
    group by early.record_id, early.known_on
)

select
    season_records.record_id,
    season_records.manager_id,
    season_records.manager,
    season_records.club,
    season_records.season,
    season_records.competition,
    standings.known_on,
    standings.matches,
    standings.wins,
    standings.draws,
    standings.losses,
    coalesce(standings.points, 3 * standings.wins + standings.draws) as points,
    round(coalesce(standings.points, 3 * standings.wins + standings.draws) / nullif(standings.matches, 0), 2)
        as points_per_game,
    case when season_records.status = 'final' then season_records.position end as final_position
from standings
inner join season_records on standings.record_id = season_records.record_id
inner join competitions on season_records.competition_id = competitions.competition_id
where competitions.kind = 'league'
order by points_per_game desc nulls last, standings.matches desc, season_records.record_id asc
