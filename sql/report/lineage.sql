-- Column lineage, with the kind of what is made.
with kinds as (
    select
        table_name as relation,
        'table' as kind,
        comment as description
    from duckdb_tables()
    union all
    select
        function_name as relation,
        'macro' as kind,
        comment as description
    from duckdb_functions()
    where function_type = 'table_macro' and not internal
)

select
    lineage_column.relation,
    case
        when kinds.kind = 'macro' then 'macro'
        when lineage_column.source_relation like '%/%' then 'table'
        else 'mart'
    end as kind,
    kinds.description,
    lineage_column.column_name,
    lineage_column.source_relation,
    lineage_column.source_column,
    lineage_column.how
from lineage_column
inner join kinds on lineage_column.relation = kinds.relation
order by kind, lineage_column.relation, lineage_column.column_name, lineage_column.source_relation
