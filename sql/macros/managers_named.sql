-- The managers that go by a name: full name, alias or surname, without regard to accents and case. Full names and
-- aliases come before surnames; a surname counts only where no full name or alias fits.
--
-- (name): The name
-- matched: The name that fits
with named as (
    select
        manager_id,
        manager,
        unnest(list_concat([manager], aliases)) as matched
    from managers
),

fitting as (
    select
        manager_id,
        manager,
        matched,
        plain_name(matched) = plain_name(name) as is_whole
    from named
    where
        plain_name(matched) = plain_name(name)
        or (matched = manager and ends_with(plain_name(matched), ' ' || plain_name(name)))
)

select
    fitting.manager_id,
    fitting.manager,
    fitting.matched
from fitting
where
    fitting.is_whole or not exists (
        select 1 from fitting as other
        where other.is_whole
    )
qualify row_number() over (partition by fitting.manager_id order by fitting.is_whole desc, fitting.matched asc) = 1
