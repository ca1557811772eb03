import { expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import { readStale } from './read-stale.ts'

it('looks 5,000 customers up while the statistics do not know the month, and joins by a hash then', async () => {
  await using db = await openDatabase()
  const { stale, fresh } = await readStale(db)
  expect([stale.buffers, stale.labels[1]]).toEqual([10_369, 'Nested Loop'])
  expect(stale.nodes[2]!['Plan Rows']).toBeLessThan(100)
  expect(stale.nodes[2]!['Actual Rows']).toBe(5_000)
  expect([fresh.buffers, fresh.labels[1]]).toEqual([452, 'Hash Join'])
})
