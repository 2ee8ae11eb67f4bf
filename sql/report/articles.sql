-- The articles that a record stands on or that speak against one, with their texts.
select
    article_id,
    published_on,
    title,
    text,
    url,
    source
from articles
where
    article_id in (
        select claims.article_id from claims
        where claims.record_id is not null
    )
order by published_on, article_id
