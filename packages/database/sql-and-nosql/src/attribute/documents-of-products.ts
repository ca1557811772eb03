import type { Requirement } from './requires-energy-class.ts'

/** Two documents without an energy class, and what is done about it. */
export const documentsOfProducts = (change: string): Requirement => ({
  before: `insert into documents values (1, '{"name": "Lamp"}'), (2, '{"name": "Desk"}')`,
  change,
  add: (energyClass) => [
    'insert into documents values (3, $1)',
    [JSON.stringify({ name: 'Chair', ...(energyClass !== null && { energyClass }) })],
  ],
  without: `select count(*)::int from documents where not body ? 'energyClass'`,
  touch: `update documents set body = body || '{"name": "Lantern"}' where id = 1`,
})

/** Gives the old documents a class. */
export const filled = `update documents set body = body || '{"energyClass": "C"}'`
