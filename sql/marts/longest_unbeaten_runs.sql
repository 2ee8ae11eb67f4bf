-- Unbeaten runs that articles tell of, the longest first: stretches within or over seasons, and whole league seasons.
--
-- record_id: The run or season record
-- kind: run = a stretch that an article singles out, season = a whole league season
-- manager_id: Slug of the manager
-- manager: Canonical name of the manager
-- club: Canonical name of the club or national team
-- season: The season; null for a run over two
-- competition: Canonical name; all = all competitions together; null where the article does not say
-- matches: Matches without defeat; null where the article does not say how many
-- wins: Matches won
-- draws: Matches drawn
-- status: final when it was over, to_date when it went on
-- as_of: Publication date of the newest article that this stands on
-- confidence: Confidence of the least sure used value
select
    record_id,
    'run' as kind,
    manager_id,
    manager,
    club,
    season,
    competition,
    matches,
    wins,
    draws,
    status,
    as_of,
    confidence
from runs
where unbeaten or losses = 0
union all
select
    record_id,
    'season' as kind,
    manager_id,
    manager,
    club,
    season,
    competition,
    matches,
    wins,
    draws,
    status,
    as_of,
    confidence
from season_records
where is_unbeaten
order by matches desc nulls last, as_of asc, record_id asc
