-- What each manager did with a club in a season: the league beside its final table, and all else won and played.
--
-- manager: Canonical name of the manager
-- club: Canonical name of the club or national team
-- league_id: Slug of the league; null where no article speaks of it
-- league: Canonical name of the league; null where no article speaks of it
-- status: Of the league: final when it was over, to_date when it went on
-- coverage: Of the league: whether the record is of the whole season
-- position: Final or present place in the league, 1 = top
-- matches: League matches
-- wins: League matches won
-- draws: League matches drawn
-- losses: League matches lost
-- points: League points
-- points_per_game: League points a match
-- verification: How the league record compares with the complete league table
-- table_position: Place of the club in the final table of the league, whoever managed it then
-- table_matches: Matches of the club in that table
-- table_points: Points of the club in that table
-- is_invincible: True for an unbeaten league season that won the league
-- trophies: Competitions that were won
-- other_competitions: Every other competition that articles speak of
-- as_of: Publication date of the newest article that this stands on
-- record_ids: The season records that this is made of
with leagues as (
    select season_records.*
    from season_records
    inner join competitions on season_records.competition_id = competitions.competition_id
    where competitions.kind = 'league'
    qualify row_number() over (
        partition by season_records.manager_id, season_records.club_id, season_records.season
        order by season_records.matches desc nulls last, season_records.record_id asc
    ) = 1
),

seasons as (
    select
        manager_id,
        club_id,
        season,
        min(manager) as manager,
        min(club) as club,
        bool_or(is_invincible) as is_invincible,
        list(competition order by competition) filter (where is_title and competition_id != 'all') as trophies,
        list(competition order by competition) as competitions,
        max(as_of) as as_of,
        list(record_id order by record_id) as record_ids
    from season_records
    group by manager_id, club_id, season
)

select
    seasons.manager_id,
    seasons.manager,
    seasons.club_id,
    seasons.club,
    seasons.season,
    leagues.competition_id as league_id,
    leagues.competition as league,
    leagues.status,
    leagues.coverage,
    leagues.position,
    leagues.matches,
    leagues.wins,
    leagues.draws,
    leagues.losses,
    leagues.points,
    leagues.points_per_game,
    leagues.verification,
    league_tables.position as table_position,
    league_tables.matches as table_matches,
    league_tables.points as table_points,
    seasons.is_invincible,
    coalesce(seasons.trophies, []) as trophies,
    list_filter(
        seasons.competitions, lambda name: name is distinct from leagues.competition and name != 'all' -- noqa: RF02
    ) as other_competitions,
    seasons.as_of,
    seasons.record_ids
from seasons
left join leagues
    on
        seasons.manager_id = leagues.manager_id
        and seasons.club_id = leagues.club_id
        and seasons.season = leagues.season
left join league_tables
    on
        leagues.season = league_tables.season
        and leagues.competition_id = league_tables.competition_id
        and leagues.club_id = league_tables.club_id
order by seasons.season, seasons.manager_id, seasons.club_id
