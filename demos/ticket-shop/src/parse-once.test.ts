import { expect, it } from 'vitest'
import { openTestShop } from './open-test-shop.fixture.ts'

it('parses a text once on a connection, and plans it each time', async () => {
  await using shop = await openTestShop()
  const client = await shop.pool.connect()
  // The server would keep a plan after five.
  for (let time = 1; time <= 8; time += 1) await client.query('select $1::int as one', [time])
  const { rows } = await client.query(
    `select statement, custom_plans::int as planned, generic_plans::int as kept
     from pg_prepared_statements`,
  )
  client.release()
  expect(rows).toEqual([{ statement: 'select $1::int as one', planned: 8, kept: 0 }])
})

it('gives each text its own answer, by promise and by callback', async () => {
  await using shop = await openTestShop()
  const client = await shop.pool.connect()
  const one = await client.query('select $1::int as one', [1])
  const two = await new Promise((resolve, reject) =>
    client.query('select $1::text as two', ['2'], (error, result) =>
      error === undefined || error === null ? resolve(result.rows) : reject(error),
    ),
  )
  client.release()
  expect([one.rows, two]).toEqual([[{ one: 1 }], [{ two: '2' }]])
})
