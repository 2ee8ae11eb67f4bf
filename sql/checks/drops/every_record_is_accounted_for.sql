-- Each record of a drop is an article, is not about football, or could not be read; what could not is in quarantine.
with places as (
    select unnest(copies) as place
    from articles
),

copies as (
    select
        split_part(place, '/', 1) as drop_id,
        count(*) as articles
    from places
    group by all
),

unread as (
    select
        drop_id,
        count(*) as quarantined
    from quarantine
    where stage = 'source'
    group by all
)

select
    drops.drop_id,
    drops.records,
    drops.articles,
    coalesce(copies.articles, 0) as published_articles,
    drops.not_football,
    drops.quarantined,
    coalesce(unread.quarantined, 0) as quarantine_rows
from drops
left join copies on drops.drop_id = copies.drop_id
left join unread on drops.drop_id = unread.drop_id
where
    drops.articles + drops.not_football + drops.quarantined != drops.records
    or drops.articles != coalesce(copies.articles, 0)
    or (drops.quarantined > 0 and unread.quarantined is null)
