-- All that stands behind a record and against it: each claim with its words and article, each formula.
--
-- (id): The record_id, as in evidence_of('xabi-alonso/bayer-leverkusen/2023-24/bundesliga')
-- field: The field of the record
-- value: The value as text
-- speaks: for = it is the record's value, against = it lost, derived = worked out from other fields
-- reason: The formula of a derived value, or why a claim lost; null for a claim that is used
-- quote: The words that state the value
-- source: Publisher
-- published_on: The publisher's calendar date
-- url: Address of the article
-- claim_id: The claim; null for derived values
-- article_id: The article; null for derived values
with stated as (
    select
        record_evidence.field,
        record_evidence.value,
        case record_evidence.kind when 'stated' then 'for' else 'derived' end as speaks,
        record_evidence.formula as reason,
        record_evidence.quote,
        record_evidence.claim_id,
        record_evidence.article_id
    from record_evidence
    where record_evidence.record_id = id
),

lost as (
    select
        claims.field,
        claims.value,
        'against' as speaks,
        claims.reason,
        claims.quote,
        claims.claim_id,
        claims.article_id
    from claims
    where claims.record_id = id and claims.disposition in ('losing', 'quarantined')
),

everything as (
    select *
    from stated
    union all
    select *
    from lost
)

select
    everything.field,
    everything.value,
    everything.speaks,
    everything.reason,
    everything.quote,
    articles.source,
    articles.published_on,
    articles.url,
    everything.claim_id,
    everything.article_id
from everything
left join articles on everything.article_id = articles.article_id
order by everything.field asc, everything.speaks desc, articles.published_on asc, everything.claim_id asc
