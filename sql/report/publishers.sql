-- What each publisher has brought, and how often the league tables confirm it.
with counted as (
    select
        coalesce(articles.source, 'unknown') as publisher,
        count(distinct articles.article_id) as articles,
        count(claims.claim_id) as claims,
        max(articles.published_on) as newest
    from articles
    left join claims on articles.article_id = claims.article_id
    group by coalesce(articles.source, 'unknown')
)

select
    counted.publisher,
    counted.articles,
    counted.claims,
    counted.newest,
    source_quality.n_claims as compared,
    source_quality.n_confirmed as confirmed
from counted
left join source_quality on counted.publisher = source_quality.name and source_quality.kind = 'publisher'
order by counted.articles desc, counted.publisher asc
