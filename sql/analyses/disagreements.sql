-- Where do sources disagree: which value is used, which lost against it, and why?
select
    claims.manager,
    claims.club,
    claims.season,
    claims.competition,
    claims.field,
    record_evidence.value as used,
    claims.value as lost,
    claims.reason,
    claims.quote,
    claims.published_on
from claims
inner join record_evidence
    on
        claims.record_id = record_evidence.record_id
        and claims.field = record_evidence.field
where
    claims.disposition = 'losing'
    and claims.value != record_evidence.value
group by all
order by claims.manager, claims.season, claims.competition, claims.field, claims.value
