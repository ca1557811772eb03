import type { Pool } from 'pg'

/** Finds a name while its row may be on its way from one shard to another one. */
export type Read = (old: Pool, joined: Pool, key: string) => Promise<string | undefined>

/** Asks the old shard first: what is not there any more has been copied before it was deleted. */
export async function oldThenNew(
  old: Pool,
  joined: Pool,
  key: string,
): Promise<string | undefined> {
  return (await nameAt(old, key)) ?? (await nameAt(joined, key))
}

export async function nameAt(shard: Pool, key: string): Promise<string | undefined> {
  const { rows } = await shard.query('select name from customers where id = $1', [key])
  return rows[0]?.name
}
