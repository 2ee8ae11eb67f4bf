-- Every season record, the league of a season first.
select
    season_records.*, -- noqa: AM04
    competitions.kind
from season_records
left join competitions on season_records.competition_id = competitions.competition_id
order by
    season_records.manager_id asc,
    season_records.season desc,
    season_records.club asc,
    coalesce(competitions.kind = 'league', false) desc,
    season_records.competition
