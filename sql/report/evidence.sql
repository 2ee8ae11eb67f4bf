-- For each value of each record the claims that state it, the formula that derives it, and the claims that lost.
with records as (
    select
        record_id,
        manager_id,
        1 as place,
        concat_ws(' · ', season, competition, club) as title
    from season_records
    union all
    select
        record_id,
        manager_id,
        2 as place,
        concat_ws(
            ' · ',
            'Whole spell',
            case when competition_id = 'all' then 'all competitions' else competition end,
            club
        ) as title
    from tenure_records
    union all
    select
        record_id,
        manager_id,
        3 as place,
        concat_ws(' · ', 'Run', season, competition, club) as title
    from runs
    union all
    select
        record_id,
        manager_id,
        4 as place,
        concat_ws(' · ', 'Career', competition) as title
    from career_records
    union all
    select
        tenure_id as record_id,
        manager_id,
        5 as place,
        concat_ws(' · ', 'Spell', club) as title
    from tenures
    where list_contains(origins, 'articles')
),

behind as (
    select
        record_evidence.record_id,
        record_evidence.field,
        record_evidence.value,
        case record_evidence.kind when 'stated' then 'for' else 'derived' end as speaks,
        record_evidence.formula as reason,
        record_evidence.claim_id
    from record_evidence
    union all
    select
        claims.record_id,
        claims.field,
        claims.value,
        'against' as speaks,
        claims.reason,
        claims.claim_id
    from claims
    where claims.disposition in ('losing', 'quarantined') and claims.record_id is not null
)

select
    records.manager_id,
    records.record_id,
    records.title,
    behind.field,
    behind.value,
    behind.speaks,
    behind.reason,
    claims.article_id,
    claims.part,
    claims.char_start,
    claims.char_end,
    claims.cues,
    claims.rule,
    claims.confidence
from behind
inner join records on behind.record_id = records.record_id
left join claims on behind.claim_id = claims.claim_id
order by
    records.manager_id asc,
    records.place asc,
    records.title desc,
    records.record_id asc,
    list_position(
        [
            'position', 'result', 'matches', 'wins', 'draws', 'losses', 'unbeaten', 'points', 'goals_for',
            'goals_against', 'clean_sheets', 'win_pct', 'managed', 'start', 'end', 'exit'
        ],
        behind.field
    ),
    list_position(['for', 'derived', 'against'], behind.speaks),
    claims.published_on asc,
    behind.claim_id asc
