-- Who was in charge where on a day, as far as articles and reference know.
--
-- (day): The day
-- certain: True if the spell had surely begun and had surely not ended on that day
select
    tenures.manager,
    tenures.club,
    tenures.role,
    tenures.tenure_id,
    tenures.start_from,
    tenures.end_to,
    coalesce(tenures.start_to <= cast(day as date), false)
    and coalesce(tenures.end_from > cast(day as date), tenures.status = 'current') as certain
from tenures
where
    tenures.start_from <= cast(day as date)
    and coalesce(tenures.end_to >= cast(day as date), tenures.status = 'current')
