import type { Redis } from 'ioredis'
import type { Pool, PoolClient } from 'pg'

/** What one worker works with. */
export interface Stores {
  pool: Pool
  redis: Redis
  /** Clients of three servers, for Redlock. */
  masters: () => Redis[]
  /** A worker may be slow here: its garbage is collected, its machine sleeps, a packet is late. */
  pause(at: Pause): Promise<void>
  setTimeout(callback: () => void, ms: number): unknown
  clearTimeout(timer: unknown): void
  /** A value that no other call gives, such as a UUID. */
  owner(): string
}

export type Pause = 'before the write' | 'before the release'

/** Adds an amount to an account. `busy`: another worker holds the lock. `refused`: it came too late. */
export type Deposit = (stores: Stores, id: number, amount: number) => Promise<Answer>
export type Answer = 'done' | 'busy' | 'refused'

/** A lock that has a TTL ends by itself after ten seconds. */
export const ttlMs = 10_000

export const lockOf = (id: number) => `lock:${id}`

/** The job that the lock is for: reads, computes, writes. Two at once lose a deposit. */
export async function readThenWrite(
  client: Pool | PoolClient,
  { pause }: Pick<Stores, 'pause'>,
  id: number,
  amount: number,
): Promise<void> {
  const { rows } = await client.query('select balance from accounts where id = $1', [id])
  await pause('before the write')
  const balance = rows[0].balance + amount
  await client.query('update accounts set balance = $2 where id = $1', [id, balance])
  await pause('before the release')
}
