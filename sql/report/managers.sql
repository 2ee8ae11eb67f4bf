-- The managers that articles speak of, each in one row.
with spoken_of as (
    select manager_id from season_records
    union
    select manager_id from tenure_records
    union
    select manager_id from runs
    union
    select manager_id from career_records
    union
    select manager_id from tenures
    where list_contains(origins, 'articles')
),

careers as (
    select
        manager_id,
        list(club order by first_season asc nulls last, club asc) filter (where seasons > 0) as clubs,
        sum(seasons) as seasons,
        sum(counted_seasons) as counted_seasons,
        sum(matches) as matches,
        sum(wins) as wins,
        sum(draws) as draws,
        sum(losses) as losses,
        sum(n_trophies) as n_trophies,
        sum(invincible_seasons) as invincible_seasons
    from manager_careers
    group by manager_id
)

select
    managers.manager_id,
    managers.manager,
    managers.nationality,
    managers.born,
    managers.aliases,
    coalesce(careers.clubs, []) as clubs,
    cast(coalesce(careers.seasons, 0) as integer) as seasons,
    cast(careers.counted_seasons as integer) as counted_seasons,
    cast(careers.matches as integer) as matches,
    cast(careers.wins as integer) as wins,
    cast(careers.draws as integer) as draws,
    cast(careers.losses as integer) as losses,
    cast(coalesce(careers.n_trophies, 0) as integer) as n_trophies,
    cast(coalesce(careers.invincible_seasons, 0) as integer) as invincible_seasons
from spoken_of
inner join managers on spoken_of.manager_id = managers.manager_id
left join careers on spoken_of.manager_id = careers.manager_id
order by managers.manager, managers.manager_id
