-- Every stated value names a claim that is published, with the same place and words.
select
    record_evidence.evidence_id,
    record_evidence.record_id,
    record_evidence.field,
    record_evidence.claim_id,
    record_evidence.quote
from record_evidence
left join claims on record_evidence.claim_id = claims.claim_id
where
    record_evidence.kind = 'stated'
    and (
        claims.claim_id is null
        or record_evidence.article_id is distinct from claims.article_id
        or record_evidence.part is distinct from claims.part
        or record_evidence.char_start is distinct from claims.char_start
        or record_evidence.char_end is distinct from claims.char_end
        or record_evidence.quote is distinct from claims.quote
    )
