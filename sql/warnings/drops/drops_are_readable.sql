-- Every drop could be read. What could not is in quarantine, with what to do about it.
select
    drops.drop_id,
    drops.records,
    drops.quarantined,
    min(quarantine.reason) as reason
from drops
left join quarantine on drops.drop_id = quarantine.drop_id and quarantine.stage = 'source'
where not drops.readable
group by all
