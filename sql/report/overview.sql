-- How much the warehouse holds, and how fresh it is: one row.
select
    build.build_id,
    build.built_at,
    build.gaffer_version,
    build.parser_version,
    build.drops,
    build.articles,
    build.claims,
    build.season_records,
    build.quarantined,
    build.contradicted,
    (select min(articles.published_on) from articles) as oldest_article,
    (select max(articles.published_on) from articles) as newest_article,
    (select max(drops.read_at) from drops) as last_read,
    (
        select count(*) from claims
        where claims.disposition = 'used'
    ) as used_claims,
    (
        select count(*) from claims
        where claims.disposition = 'losing'
    ) as losing_claims,
    (
        select count(*) from claims
        where claims.disposition = 'unattributed'
    ) as unattributed_claims,
    (
        select count(*) from season_records
        where season_records.is_invincible
    ) as invincible_seasons
from build
