-- Every competition that a manager won, with the words that say so.
--
-- words: What articles say of this title, to the character
with won as (
    select *
    from season_records
    where is_title and competition_id != 'all'
),

sentences as (
    select
        record_evidence.record_id,
        list(distinct record_evidence.quote order by record_evidence.quote) as words
    from record_evidence
    where
        record_evidence.record_table = 'season_records'
        and record_evidence.field = 'result'
        and record_evidence.kind = 'stated'
    group by record_evidence.record_id
)

select
    won.record_id,
    won.manager_id,
    won.manager,
    won.club_id,
    won.club,
    won.season,
    won.competition_id,
    won.competition,
    won.verification,
    won.confidence,
    won.n_articles,
    sentences.words
from won
left join sentences on won.record_id = sentences.record_id
order by won.season, won.competition_id, won.manager_id
