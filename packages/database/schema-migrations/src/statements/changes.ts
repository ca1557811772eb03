import type { Change } from './what-it-takes.ts'

const check = 'add constraint amount_there check (amount is not null)'
const foreignKey = 'add constraint client_there foreign key (client_id) references clients (id)'

/** Changes that are asked of every table some day, each as people write it. */
export const changes: Change[] = [
  { does: 'a column', sql: 'alter table orders add column email text' },
  {
    does: 'a column, constant default',
    sql: 'alter table orders add column vip int not null default 0',
  },
  {
    does: 'a column, default now()',
    sql: 'alter table orders add column seen timestamptz not null default now()',
  },
  {
    does: 'a column, default gen_random_uuid()',
    sql: 'alter table orders add column token uuid not null default gen_random_uuid()',
  },
  {
    does: 'an identity column',
    sql: 'alter table orders add column number int generated always as identity',
  },
  {
    does: 'a stored generated column',
    sql: 'alter table orders add column double int generated always as (amount * 2) stored',
  },
  {
    does: 'a virtual generated column',
    sql: 'alter table orders add column double int generated always as (amount * 2) virtual',
  },
  { does: 'drop a column', sql: 'alter table orders drop column note' },
  { does: 'rename a column', sql: 'alter table orders rename column note to remark' },
  { does: 'int to bigint', sql: 'alter table orders alter column amount type bigint' },
  {
    does: 'varchar(20) to varchar(40)',
    sql: 'alter table orders alter column code type varchar(40)',
  },
  { does: 'varchar(20) to text', sql: 'alter table orders alter column code type text' },
  { does: 'text to varchar(40)', sql: 'alter table orders alter column note type varchar(40)' },
  { does: 'set not null', sql: 'alter table orders alter column amount set not null' },
  {
    does: 'set not null, after a valid check',
    sql: 'alter table orders alter column amount set not null',
    after: `alter table orders ${check} not valid; alter table orders validate constraint amount_there`,
  },
  {
    does: 'not null, not valid',
    sql: 'alter table orders add constraint amount_there not null amount not valid',
  },
  { does: 'a check', sql: `alter table orders ${check}` },
  { does: 'a check, not valid', sql: `alter table orders ${check} not valid` },
  {
    does: 'validate the check',
    sql: 'alter table orders validate constraint amount_there',
    after: `alter table orders ${check} not valid`,
  },
  { does: 'a foreign key', sql: `alter table orders ${foreignKey}` },
  { does: 'a foreign key, not valid', sql: `alter table orders ${foreignKey} not valid` },
  {
    does: 'validate the foreign key',
    sql: 'alter table orders validate constraint client_there',
    after: `alter table orders ${foreignKey} not valid`,
  },
  { does: 'an index', sql: 'create index orders_amount on orders (amount)' },
]
