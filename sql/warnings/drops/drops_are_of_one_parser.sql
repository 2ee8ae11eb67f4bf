-- Every drop was read by the parser that made this build: none is stale.
select
    drops.drop_id,
    drops.parser_version,
    build.parser_version as parser_of_the_build
from drops
cross join build
where drops.parser_version != build.parser_version
