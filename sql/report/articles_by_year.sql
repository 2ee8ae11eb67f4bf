-- Articles by year of publication.
select
    year(published_on) as year,
    count(*) as articles
from articles
group by year(published_on)
order by year
