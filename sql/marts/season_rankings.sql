-- The managers of each league season, ranked: by final place where it is known, else by points a game.
--
-- rank: Place among the managers that articles speak of
-- table_position: Place of the club in the final table
-- clubs_in_table: Clubs in that table, 0 where gaffer has none of that season
with tables as (
    select
        season,
        competition_id,
        count(*) as clubs_in_table
    from league_tables
    group by season, competition_id
)

select
    season_records.season,
    season_records.competition_id,
    season_records.competition,
    row_number() over (
        partition by season_records.season, season_records.competition_id
        order by
            season_records.coverage = 'part' asc,
            coalesce(season_records.position, league_tables.position) asc nulls last,
            season_records.points_per_game desc nulls last,
            season_records.record_id asc
    ) as rank,
    season_records.record_id,
    season_records.manager_id,
    season_records.manager,
    season_records.club_id,
    season_records.club,
    season_records.status,
    season_records.coverage,
    season_records.position,
    season_records.matches,
    season_records.wins,
    season_records.draws,
    season_records.losses,
    season_records.points,
    season_records.points_per_game,
    season_records.is_title,
    season_records.is_invincible,
    season_records.verification,
    league_tables.position as table_position,
    coalesce(tables.clubs_in_table, 0) as clubs_in_table
from season_records
inner join competitions on season_records.competition_id = competitions.competition_id
left join league_tables
    on
        season_records.season = league_tables.season
        and season_records.competition_id = league_tables.competition_id
        and season_records.club_id = league_tables.club_id
left join tables
    on season_records.season = tables.season and season_records.competition_id = tables.competition_id
where competitions.kind = 'league'
order by season_records.season, season_records.competition_id, rank
