-- Who managed each club, in order: every spell with what is known of its league seasons and trophies.
--
-- number: Place of the spell among those of the club, 1 = the first that is known
-- seasons: Seasons of the spell that articles speak of
-- matches: League matches of the spell that are known in full
-- wins: League matches won
-- draws: League matches drawn
-- losses: League matches lost
-- points_per_game: Points a match, three for a win in every season
-- trophies: Competitions won in the spell, with the season
with of_spells as (
    select
        unnest(season_records.tenure_ids) as tenure_id,
        season_records.*,
        coalesce(
            competitions.kind = 'league'
            and season_records.wins + season_records.draws + season_records.losses = season_records.matches,
            false
        ) as is_counted
    from season_records
    left join competitions on season_records.competition_id = competitions.competition_id
),

totals as (
    select
        tenure_id,
        count(distinct season) as seasons,
        sum(matches) filter (where is_counted) as matches,
        sum(wins) filter (where is_counted) as wins,
        sum(draws) filter (where is_counted) as draws,
        sum(losses) filter (where is_counted) as losses,
        list(competition || ' ' || season order by season, competition)
        filter (where is_title and competition_id != 'all') as trophies
    from of_spells
    group by tenure_id
)

select
    tenures.club_id,
    tenures.club,
    row_number() over (
        partition by tenures.club_id
        order by tenures.start_from asc nulls last, tenures.end_to asc nulls last, tenures.tenure_id asc
    ) as number,
    tenures.tenure_id,
    tenures.manager_id,
    tenures.manager,
    tenures.role,
    tenures.status,
    tenures.start_from,
    tenures.start_to,
    tenures.end_from,
    tenures.end_to,
    tenures.exit,
    tenures.joint_with,
    coalesce(totals.seasons, 0) as seasons,
    cast(totals.matches as integer) as matches,
    cast(totals.wins as integer) as wins,
    cast(totals.draws as integer) as draws,
    cast(totals.losses as integer) as losses,
    round((3.0 * totals.wins + totals.draws) / nullif(totals.matches, 0), 2) as points_per_game,
    coalesce(totals.trophies, []) as trophies
from tenures
left join totals on tenures.tenure_id = totals.tenure_id
order by tenures.club_id, number
