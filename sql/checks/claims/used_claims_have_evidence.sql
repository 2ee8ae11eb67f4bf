-- A claim is used if, and only if, it stands behind a value of a record.
with stated as (
    select distinct claim_id
    from record_evidence
    where claim_id is not null
)

select
    claims.claim_id,
    claims.disposition,
    stated.claim_id is not null as is_evidence
from claims
left join stated on claims.claim_id = stated.claim_id
where (claims.disposition = 'used') != (stated.claim_id is not null)
