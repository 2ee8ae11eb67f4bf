-- The season records as they could be known on a day: what an analyst would have read then.
--
-- (day): The day
-- status: Status of the snapshot of that day
-- matches: Matches played, as known then
-- wins: Matches won, as known then
-- draws: Matches drawn, as known then
-- losses: Matches lost, as known then
-- points: Points, as known then
-- goals_for: Goals scored, as known then
-- goals_against: Goals conceded, as known then
-- position: Place in the league, as known then
-- result: How it ended or stood, as known then
-- last_change: The newest day, not after this one, on which one of these values changed
with known as (
    select
        record_history.record_id,
        max(record_history.valid_from) as last_change,
        arg_max(record_history.status, record_history.valid_from) as status,
        max(try_cast(record_history.value as integer)) filter (where record_history.field = 'matches') as matches,
        max(try_cast(record_history.value as integer)) filter (where record_history.field = 'wins') as wins,
        max(try_cast(record_history.value as integer)) filter (where record_history.field = 'draws') as draws,
        max(try_cast(record_history.value as integer)) filter (where record_history.field = 'losses') as losses,
        max(try_cast(record_history.value as integer)) filter (where record_history.field = 'points') as points,
        max(try_cast(record_history.value as integer)) filter (where record_history.field = 'goals_for') as goals_for,
        max(try_cast(record_history.value as integer))
        filter (where record_history.field = 'goals_against') as goals_against,
        max(try_cast(record_history.value as integer)) filter (where record_history.field = 'position') as position,
        max(record_history.value) filter (where record_history.field = 'result') as result
    from record_history
    where
        record_history.valid_from <= cast(day as date)
        and (record_history.valid_to > cast(day as date) or record_history.valid_to is null)
    group by record_history.record_id
)

select
    season_records.record_id,
    season_records.manager_id,
    season_records.manager,
    season_records.club,
    season_records.season,
    season_records.competition,
    known.status,
    known.matches,
    known.wins,
    known.draws,
    known.losses,
    known.points,
    known.goals_for,
    known.goals_against,
    known.position,
    known.result,
    known.last_change
from known
inner join season_records on known.record_id = season_records.record_id
order by season_records.record_id
