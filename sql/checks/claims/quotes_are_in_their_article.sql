-- The quote of every claim, and of every cue, stands in its article at the place that is given, to the character.
with mentions as (
    select
        claim_id,
        article_id,
        unnest(cues) as cue
    from claims
),

places as (
    select
        claim_id,
        article_id,
        'claim' as what,
        part,
        char_start,
        char_end,
        quote
    from claims
    union all
    select
        claim_id,
        article_id,
        'cue: ' || cue.role as what,
        cue.part,
        cue.char_start,
        cue.char_end,
        cue.quote
    from mentions
    where cue.part is not null
)

select
    places.claim_id,
    places.article_id,
    places.what,
    places.part,
    places.char_start,
    places.quote,
    substring(
        case places.part when 'title' then articles.title else articles.text end,
        places.char_start + 1,
        places.char_end - places.char_start
    ) as found
from places
left join articles on places.article_id = articles.article_id
where found is distinct from places.quote
