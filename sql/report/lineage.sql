-- Column lineage, with the kind of what is made.
with kinds as (
    select
        table_name as relation,
        'table' as kind,
        comment as description
    from duckdb_tables()
    union all
    select
        view_name as relation,
        'view' as kind,
        comment as description
    from duckdb_views()
    where not internal
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
    kinds.kind,
    kinds.description,
    lineage_column.column_name,
    lineage_column.source_relation,
    lineage_column.source_column,
    lineage_column.how
from lineage_column
inner join kinds on lineage_column.relation = kinds.relation
order by kinds.kind, lineage_column.relation, lineage_column.column_name, lineage_column.source_relation
