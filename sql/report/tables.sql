-- The final tables of the league seasons that articles speak of.
select league_tables.* -- noqa: AM04
from league_tables
where
    exists (
        select 1
        from season_records
        where
            season_records.season = league_tables.season
            and season_records.competition_id = league_tables.competition_id
    )
order by league_tables.competition_id, league_tables.season, league_tables.position, league_tables.club
