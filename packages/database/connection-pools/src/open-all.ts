import type { Pool } from 'pg'

/** Opens all connections that a pool may have, and gives them back. */
export async function openAll(pool: Pool): Promise<void> {
  const opening = Array.from({ length: pool.options.max }, () => pool.connect())
  for (const client of await Promise.all(opening)) client.release()
}
