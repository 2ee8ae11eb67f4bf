-- Every claim names an article that is published.
select
    claims.claim_id,
    claims.article_id
from claims
where
    not exists (
        select 1
        from articles
        where claims.article_id = articles.article_id
    )
