-- What each manager did at each club: league matches of the seasons that are known in full, trophies, and the totals
-- over whole spells that articles state.
--
-- manager_id: Slug of the manager
-- manager: Canonical name of the manager
-- club_id: Slug of the club or national team
-- club: Canonical name of the club or national team
-- first_season: First season that articles speak of
-- last_season: Last season that articles speak of
-- seasons: Seasons that articles speak of
-- counted_seasons: League seasons of which matches, wins, draws and losses are all known; only these are added up
-- matches: League matches in the counted seasons
-- wins: League matches won in the counted seasons
-- draws: League matches drawn in the counted seasons
-- losses: League matches lost in the counted seasons
-- win_pct: Share of those matches that were won, 0 to 100
-- points_per_game: Points a match, three for a win in every season, so that eras can be compared
-- best_position: Best final place in a league
-- invincible_seasons: Unbeaten league seasons that won the league
-- n_trophies: Competitions won
-- trophies: Competitions won, with the season
-- spells: Spells at the club, as far as articles and reference know
-- stated_matches: Matches in all competitions over the spells, as articles state them
-- stated_wins: Matches won in all competitions over the spells, as articles state them
-- stated_draws: Matches drawn in all competitions over the spells, as articles state them
-- stated_losses: Matches lost in all competitions over the spells, as articles state them
with leagues as (
    select
        season_records.*,
        season_records.wins + season_records.draws + season_records.losses = season_records.matches as is_counted
    from season_records
    inner join competitions on season_records.competition_id = competitions.competition_id
    where competitions.kind = 'league'
),

league_totals as (
    select
        manager_id,
        club_id,
        count(*) filter (where is_counted) as counted_seasons,
        sum(matches) filter (where is_counted) as matches,
        sum(wins) filter (where is_counted) as wins,
        sum(draws) filter (where is_counted) as draws,
        sum(losses) filter (where is_counted) as losses,
        min(position) filter (where status = 'final') as best_position
    from leagues
    group by manager_id, club_id
),

seasons as (
    select
        manager_id,
        club_id,
        min(manager) as manager,
        min(club) as club,
        min(season) as first_season,
        max(season) as last_season,
        count(distinct season) as seasons,
        count(*) filter (where is_invincible) as invincible_seasons,
        count(*) filter (where is_title and competition_id != 'all') as n_trophies,
        list(competition || ' ' || season order by season, competition)
        filter (where is_title and competition_id != 'all') as trophies
    from season_records
    group by manager_id, club_id
),

spells as (
    select
        tenures.manager_id,
        tenures.club_id,
        min(tenures.manager) as manager,
        min(tenures.club) as club,
        count(*) as spells,
        sum(tenure_records.matches) as stated_matches,
        sum(tenure_records.wins) as stated_wins,
        sum(tenure_records.draws) as stated_draws,
        sum(tenure_records.losses) as stated_losses
    from tenures
    left join tenure_records
        on tenures.tenure_id = tenure_records.tenure_id and tenure_records.competition_id = 'all'
    group by tenures.manager_id, tenures.club_id
)

select
    coalesce(seasons.manager_id, spells.manager_id) as manager_id,
    coalesce(seasons.manager, spells.manager) as manager,
    coalesce(seasons.club_id, spells.club_id) as club_id,
    coalesce(seasons.club, spells.club) as club,
    seasons.first_season,
    seasons.last_season,
    coalesce(seasons.seasons, 0) as seasons,
    coalesce(league_totals.counted_seasons, 0) as counted_seasons,
    cast(league_totals.matches as integer) as matches,
    cast(league_totals.wins as integer) as wins,
    cast(league_totals.draws as integer) as draws,
    cast(league_totals.losses as integer) as losses,
    round(100.0 * league_totals.wins / nullif(league_totals.matches, 0), 1) as win_pct,
    round((3.0 * league_totals.wins + league_totals.draws) / nullif(league_totals.matches, 0), 2) as points_per_game,
    league_totals.best_position,
    coalesce(seasons.invincible_seasons, 0) as invincible_seasons,
    coalesce(seasons.n_trophies, 0) as n_trophies,
    coalesce(seasons.trophies, []) as trophies,
    coalesce(spells.spells, 0) as spells,
    cast(spells.stated_matches as integer) as stated_matches,
    cast(spells.stated_wins as integer) as stated_wins,
    cast(spells.stated_draws as integer) as stated_draws,
    cast(spells.stated_losses as integer) as stated_losses
from seasons
full join spells on seasons.manager_id = spells.manager_id and seasons.club_id = spells.club_id
left join league_totals
    on seasons.manager_id = league_totals.manager_id and seasons.club_id = league_totals.club_id
order by manager_id, seasons.first_season, club_id
