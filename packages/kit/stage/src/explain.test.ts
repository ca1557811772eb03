import { postgres } from '@lab/servers/postgres'
import { expect, it } from 'vitest'
import { explain } from './explain.ts'
import { vacuumTables } from './vacuum-tables.ts'

it('tells the nodes of a plan and the blocks that they read, those of the catalogue left out', async () => {
  await using db = await postgres({
    schema: 'create table seats as select n as id from generate_series(1, 1000) as n',
  })
  await vacuumTables(await db.connect(), ['seats'])
  // It has not used the table yet, so its first use also reads the catalogue.
  const client = await db.connect()
  const explained = await explain(
    client,
    'select id from seats where id > $1 order by id desc',
    [10],
  )
  expect(explained.labels).toEqual(['Sort', 'Seq Scan on seats'])
  expect(explained.nodes[1]).toMatchObject({ 'Actual Rows': 990, 'Rows Removed by Filter': 10 })
  const { rows } = await client.query(`select pg_relation_size('seats') / 8192 as blocks`)
  expect(explained.buffers).toBe(Number(rows[0].blocks))
  await expect(explain(client, 'select nothing')).rejects.toMatchObject({ code: '42703' })
})
