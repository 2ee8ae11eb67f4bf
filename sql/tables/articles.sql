select
    article_id,
    drop_id,
    place,
    source_id,
    published_on,
    title,
    text,
    url,
    source,
    author,
    language,
    fetched_at,
    copies,
    duplicate_of,
    superseded_by,
    story_id
from read_parquet($path)
order by article_id
