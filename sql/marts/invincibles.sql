-- Seasons in which a manager went through a whole league unbeaten and won it, with the words that say so.
--
-- words: What articles say of this season, to the character
-- articles: Addresses, or else headlines, of those articles
with sentences as (
    select
        record_evidence.record_id,
        list(distinct record_evidence.quote order by record_evidence.quote) as words,
        list(distinct coalesce(articles.url, articles.title) order by coalesce(articles.url, articles.title))
            as articles
    from record_evidence
    inner join articles on record_evidence.article_id = articles.article_id
    where record_evidence.record_table = 'season_records'
    group by record_evidence.record_id
)

select
    season_records.record_id,
    season_records.manager,
    season_records.club,
    season_records.season,
    season_records.competition,
    season_records.matches,
    season_records.wins,
    season_records.draws,
    season_records.losses,
    season_records.points,
    season_records.verification,
    season_records.confidence,
    sentences.words,
    sentences.articles
from season_records
left join sentences on season_records.record_id = sentences.record_id
where season_records.is_invincible
order by season_records.season, season_records.competition
