-- The club and competition of every league table are in their tables.
select distinct
    league_tables.club_id,
    league_tables.competition_id
from league_tables
left join clubs on league_tables.club_id = clubs.club_id
left join competitions on league_tables.competition_id = competitions.competition_id
where clubs.club_id is null or competitions.competition_id is null
