-- How the final league records compare with the league tables.
select
    season_records.verification,
    count(*) as records
from season_records
inner join competitions on season_records.competition_id = competitions.competition_id
where competitions.kind = 'league' and season_records.status = 'final'
group by season_records.verification
order by records desc
