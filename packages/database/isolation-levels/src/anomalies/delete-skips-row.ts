// All prices rise by 10 while another transaction deletes the item that costs 20: one does at any time.
// The delete waits for the row it found, which costs 30 now, and never looks at the one that costs 20.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import { anomaly } from '../anomaly.ts'
import type { Level } from '../levels.ts'

function raisePrices(pool: Pool, level: Level): Promise<void> {
  return inTransaction(
    pool,
    async (client) => {
      await client.query('update prices set euros = euros + 10')
    },
    { level },
  )
}

function deleteThoseAt20(pool: Pool, level: Level): Promise<number | null> {
  return inTransaction(
    pool,
    async (client) => {
      // BLOCKS: on the row that matched; when it has changed, the condition is checked again on it alone.
      const { rowCount } = await client.query('delete from prices where euros = 20')
      return rowCount
    },
    { level },
  )
}

export const deleteSkipsRow = anomaly<{ alice: void; bob: number | null }>({
  id: 'delete-skips-row',
  code: 'PMP, for a write',
  name: 'delete skips a row',
  story:
    'Prices are 10 and 20. Alice raises all by 10, Bob deletes what costs 20. Nothing is deleted.',
  promise: 'the item that costs 20 is deleted',
  setup: 'truncate prices; insert into prices values (1, 10), (2, 20)',
  actors: { alice: raisePrices, bob: deleteThoseAt20 },
  async happened({ bob }) {
    return bob === 0 ? 'one item cost 20 all the time, bob deleted none' : undefined
  },
})
