import { fourShards } from '../open-shards.ts'
import type { Shards } from '../open-shards.ts'

export interface Ids {
  rows: number
  /** How many of the rows' ids differ from each other. */
  identity: number
  uuid: number
}

/** Writes 250 tickets to each of four shards, and counts the ids that differ. */
export async function idsOfFourShards({ pools }: Shards): Promise<Ids> {
  const made = await Promise.all(
    fourShards.map(async (shard) => {
      const pool = pools.get(shard)!
      await pool.query('truncate tickets restart identity')
      const { rows } = await pool.query(
        `insert into tickets (uuid) select uuidv7() from generate_series(1, 250) returning id, uuid`,
      )
      return rows as { id: string; uuid: string }[]
    }),
  )
  const all = made.flat()
  const distinct = (values: string[]) => new Set(values).size
  return {
    rows: all.length,
    identity: distinct(all.map(({ id }) => id)),
    uuid: distinct(all.map(({ uuid }) => uuid)),
  }
}
