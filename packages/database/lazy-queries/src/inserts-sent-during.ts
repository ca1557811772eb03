import type { Database } from './open-database.ts'

/** Counts the inserts that go out while a part of a program runs, also those it does not wait for. */
export async function insertsSentDuring(
  { counter, knex, pool }: Database,
  work: () => Promise<unknown>,
): Promise<number> {
  const { statements } = await counter.during(async () => {
    await work()
    // Each client has one connection: when these are answered, everything before them is.
    await knex.raw('select 1')
    await pool.query('select 1')
  })
  return statements.filter((text) => text.startsWith('insert')).length
}
