-- A manager in one row: clubs, league matches, trophies. The name is found without accents and case.
--
-- (name): Full name, alias or surname
-- clubs: Clubs and national teams, in the order of the first spell known
-- present_club: Where the manager is in post, as far as articles know
-- seasons: Seasons that articles speak of
-- counted_seasons: League seasons of which matches, wins, draws and losses are all known; only these are added up
-- matches: League matches in the counted seasons
-- wins: League matches won
-- draws: League matches drawn
-- losses: League matches lost
-- win_pct: Share of those matches that were won, 0 to 100
-- points_per_game: Points a match, three for a win in every season
-- n_trophies: Competitions won
-- trophies: Competitions won, with club and season
-- invincible_seasons: Unbeaten league seasons that won the league
with found as (
    select *
    from managers_named(name)
),

clubs_of as (
    select
        tenures.manager_id,
        tenures.club,
        min(tenures.start_from) as first_day,
        bool_or(tenures.status = 'current') as is_present
    from tenures
    where tenures.manager_id in (select found.manager_id from found)
    group by tenures.manager_id, tenures.club
),

spells as (
    select
        manager_id,
        list(club order by club) filter (where is_present) as present_clubs,
        list(club order by first_day asc nulls last, club asc) as clubs
    from clubs_of
    group by manager_id
),

careers as (
    select
        manager_careers.manager_id,
        sum(manager_careers.seasons) as seasons,
        sum(manager_careers.counted_seasons) as counted_seasons,
        sum(manager_careers.matches) as matches,
        sum(manager_careers.wins) as wins,
        sum(manager_careers.draws) as draws,
        sum(manager_careers.losses) as losses,
        sum(manager_careers.n_trophies) as n_trophies,
        sum(manager_careers.invincible_seasons) as invincible_seasons
    from manager_careers
    where manager_careers.manager_id in (select found.manager_id from found)
    group by manager_careers.manager_id
),

titles as (
    select
        honours.manager_id,
        list(
            honours.club || ': ' || honours.competition || ' ' || honours.season
            order by honours.season, honours.competition
        ) as trophies
    from honours
    where honours.manager_id in (select found.manager_id from found)
    group by honours.manager_id
)

select
    found.manager_id,
    found.manager,
    managers.nationality,
    managers.born,
    coalesce(spells.clubs, []) as clubs,
    array_to_string(spells.present_clubs, ', ') as present_club,
    cast(coalesce(careers.seasons, 0) as integer) as seasons,
    cast(coalesce(careers.counted_seasons, 0) as integer) as counted_seasons,
    cast(careers.matches as integer) as matches,
    cast(careers.wins as integer) as wins,
    cast(careers.draws as integer) as draws,
    cast(careers.losses as integer) as losses,
    round(100.0 * careers.wins / nullif(careers.matches, 0), 1) as win_pct,
    round((3.0 * careers.wins + careers.draws) / nullif(careers.matches, 0), 2) as points_per_game,
    cast(coalesce(careers.n_trophies, 0) as integer) as n_trophies,
    coalesce(titles.trophies, []) as trophies,
    cast(coalesce(careers.invincible_seasons, 0) as integer) as invincible_seasons
from found
inner join managers on found.manager_id = managers.manager_id
left join spells on found.manager_id = spells.manager_id
left join careers on found.manager_id = careers.manager_id
left join titles on found.manager_id = titles.manager_id
