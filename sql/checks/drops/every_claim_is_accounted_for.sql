-- The claims that were read from the articles of a drop are all there, whatever became of them.
with told as (
    select
        article_id,
        count(*) as claims
    from claims
    group by all
),

holding as (
    select distinct
        article_id,
        split_part(unnest(copies), '/', 1) as drop_id
    from articles
),

found as (
    select
        holding.drop_id,
        sum(told.claims) as claims
    from holding
    inner join told on holding.article_id = told.article_id
    group by all
)

select
    drops.drop_id,
    drops.claims as claims_read,
    coalesce(found.claims, 0) as claims_published
from drops
left join found on drops.drop_id = found.drop_id
where drops.claims != coalesce(found.claims, 0)
