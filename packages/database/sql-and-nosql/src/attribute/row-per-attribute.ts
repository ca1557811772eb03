// A row for each attribute. A check sees one row: it refuses a wrong value, and cannot ask for a row
// that is not there.
import type { Requirement } from './requires-energy-class.ts'

export const rowPerAttribute: Requirement = {
  before: `
    insert into cells values
      ('product:1', 'name', '{"value": "Lamp"}'), ('product:2', 'name', '{"value": "Desk"}')`,
  change: `
    insert into cells select partition, 'energyClass', '{"value": "C"}' from cells;
    alter table cells add check (
      clustering <> 'energyClass' or (columns ->> 'value' in ('A', 'B', 'C')) is true)`,
  add: (energyClass) => [
    `insert into cells
     select 'product:3', key, jsonb_build_object('value', value) from jsonb_each($1) as each`,
    [JSON.stringify({ name: 'Chair', ...(energyClass !== null && { energyClass }) })],
  ],
  without: `
    select count(*)::int from (
      select from cells group by partition having not 'energyClass' = any(array_agg(clustering))
    ) as products`,
  touch: `
    update cells set columns = '{"value": "Lantern"}'
    where partition = 'product:1' and clustering = 'name'`,
}
