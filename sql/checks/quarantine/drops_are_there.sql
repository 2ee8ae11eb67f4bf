-- Every row of the quarantine that names a drop names one that is published.
select
    quarantine.quarantine_id,
    quarantine.drop_id,
    quarantine.rule
from quarantine
where
    quarantine.drop_id is not null
    and not exists (
        select 1
        from drops
        where quarantine.drop_id = drops.drop_id
    )
