import { rendezvous } from '../fifth-shard/rendezvous.ts'
import { fourShards } from '../open-shards.ts'
import type { Shards } from '../open-shards.ts'

const route = rendezvous(fourShards)

/** Registers a user with an address, and says whether the address was free. */
export type Register = (shards: Shards, user: string, email: string) => Promise<boolean>

/** Trusts `email text unique` on the user's shard, which knows the users of that shard only. */
export const uniqueOnTheShard: Register = async ({ pools }, user, email) => {
  const insert = 'insert into users values ($1, $2) on conflict (email) do nothing'
  return (await pools.get(route(user))!.query(insert, [user, email])).rowCount === 1
}

/**
 * Claims the address first, on the shard of the address, where its one row has a unique key. A crash
 * before the user's row leaves a claim that the same user takes up again.
 */
export const claimTheAddress: Register = async (shards, user, email) => {
  const { rows } = await shards.pools.get(route(email))!.query(
    // The update that changes nothing gives back the row of the first claim.
    `insert into addresses values ($1, $2)
     on conflict (email) do update set user_id = addresses.user_id returning user_id`,
    [email, user],
  )
  if (rows[0].user_id !== user) return false
  await uniqueOnTheShard(shards, user, email)
  return true
}

/** Two users of different shards register with one address: how many of them get it. */
export async function registerTwo(shards: Shards, register: Register): Promise<number> {
  for (const pool of shards.pools.values()) await pool.query('truncate users, addresses')
  const users = ['user-1', 'user-2', 'user-3', 'user-4', 'user-5', 'user-6']
  const first = users[0]!
  const second = users.find((user) => route(user) !== route(first))!
  const answers = [first, second].map((user) => register(shards, user, 'ada@example.com'))
  return (await Promise.all(answers)).filter(Boolean).length
}
