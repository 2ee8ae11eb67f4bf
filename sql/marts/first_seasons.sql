-- The first league season of each spell that articles speak of: how a manager began at a club.
--
-- tenure_id: The spell
-- began: First day on which the spell may have begun
-- is_from_the_start: True where the record is of the whole season
-- n_seasons: League seasons of the spell that articles speak of
with seasons as (
    select
        unnest(season_records.tenure_ids) as tenure_id,
        season_records.*
    from season_records
    inner join competitions on season_records.competition_id = competitions.competition_id
    where competitions.kind = 'league'
),

first_ones as (
    select
        *,
        count(*) over (partition by tenure_id) as n_seasons
    from seasons
    qualify row_number() over (partition by tenure_id order by season asc, matches desc nulls last, record_id asc) = 1
)

select
    first_ones.tenure_id,
    first_ones.record_id,
    first_ones.manager_id,
    first_ones.manager,
    first_ones.club_id,
    first_ones.club,
    tenures.start_from as began,
    first_ones.season,
    first_ones.competition,
    first_ones.status,
    first_ones.coverage = 'whole' as is_from_the_start,
    first_ones.matches,
    first_ones.wins,
    first_ones.draws,
    first_ones.losses,
    first_ones.points_per_game,
    first_ones.position,
    first_ones.is_title,
    first_ones.is_invincible,
    first_ones.n_seasons
from first_ones
inner join tenures on first_ones.tenure_id = tenures.tenure_id
-- what articles know may begin years after the spell did: then it is not its first season
where
    tenures.start_to is null
    or cast(left(first_ones.season, 4) as integer) <= year(tenures.start_to)
order by first_ones.season, first_ones.tenure_id
