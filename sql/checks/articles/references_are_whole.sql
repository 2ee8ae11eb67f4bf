-- The drop, the original, the revision and the story of every article are there.
with named as (
    select
        article_id,
        'duplicate_of' as what,
        duplicate_of as other_id
    from articles
    union all
    select
        article_id,
        'superseded_by' as what,
        superseded_by as other_id
    from articles
    union all
    select
        article_id,
        'story_id' as what,
        story_id as other_id
    from articles
    union all
    select
        article_id,
        'drop_id' as what,
        drop_id as other_id
    from articles
),

known as (
    select article_id as id from articles
    union all
    select drop_id as id from drops
)

select
    named.article_id,
    named.what,
    named.other_id
from named
where
    named.other_id is not null
    and not exists (
        select 1
        from known
        where named.other_id = known.id
    )
