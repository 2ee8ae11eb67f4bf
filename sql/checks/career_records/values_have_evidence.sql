-- Every value of a record has a claim that states it, or a formula that derives it.
with facts as (
    unpivot (
        select
            record_id,
            cast(matches as varchar) as matches,
            cast(wins as varchar) as wins,
            cast(draws as varchar) as draws,
            cast(losses as varchar) as losses,
            cast(points as varchar) as points,
            cast(goals_for as varchar) as goals_for,
            cast(goals_against as varchar) as goals_against,
            cast(clean_sheets as varchar) as clean_sheets,
            cast(position as varchar) as position,
            cast(win_pct as varchar) as win_pct,
            cast(unbeaten as varchar) as unbeaten,
            result
        from career_records
    )
    on columns(* exclude (record_id))
    into name field value value
)

select
    facts.record_id,
    facts.field,
    facts.value
from facts
where
    not exists (
        select 1
        from record_evidence
        where
            facts.record_id = record_evidence.record_id
            and facts.field = record_evidence.field
            and record_evidence.record_table = 'career_records'
            and (
                facts.value = record_evidence.value
                or try_cast(facts.value as double) = try_cast(record_evidence.value as double)
            )
    )
