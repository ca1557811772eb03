// A column. The server refuses a row without a value from the moment on that it is there, and fills
// the old rows in the same statement.
import type { Requirement } from './requires-energy-class.ts'

export const notNullColumn: Requirement = {
  before: `
    insert into products select n, 1, 1, 'Product ' || n, 'red', '' from generate_series(1, 2) as n`,
  change: `
    alter table products
      add column energy_class text not null default 'C' check (energy_class in ('A', 'B', 'C'));
    alter table products alter column energy_class drop default`,
  add: (energyClass) => [
    `insert into products values (3, 1, 1, 'Product 3', 'red', '', $1)`,
    [energyClass],
  ],
  without: 'select count(*)::int from products where energy_class is null',
  touch: `update products set name = 'Lamp' where id = 1`,
}
