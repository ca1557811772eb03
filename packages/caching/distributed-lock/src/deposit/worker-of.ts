import { turn } from '@lab/conductor'
import type { Redis } from 'ioredis'
import type { World } from '../open-stores.ts'
import type { Stores } from './deposit.ts'

/** A worker that is fast: done before any timer of its own is due. */
export function workerOf(world: World, name: string): Stores {
  const redis = world.space.watched()
  let masters: Redis[] | undefined
  return {
    pool: world.db.pool,
    redis,
    masters: () => (masters ??= world.space.masters.map(({ watched }) => watched())),
    pause: () => Promise.resolve(),
    setTimeout: () => undefined,
    clearTimeout: () => {},
    owner: () => name,
  }
}

/** One account with 100, and no lock. */
export async function openAccount({ db, space }: World): Promise<void> {
  await Promise.all(space.masters.map(({ plain }) => plain.flushdb()))
  await db.plain.query('delete from accounts; insert into accounts (id, balance) values (1, 100)')
}

/** Ends the connection that has an advisory lock, and waits until PostgreSQL has forgotten it. */
export async function cutTheLock({ db }: World): Promise<void> {
  await turn('the connection that has the lock is cut')
  const { rows } = await db.plain.query(
    `select pid, pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database())`,
  )
  const ofIt = 'select from pg_stat_activity where pid = any($1)'
  const pids = rows.map(({ pid }) => pid)
  while (((await db.plain.query(ofIt, [pids])).rowCount ?? 0) > 0);
  // What the server said to the client on that connection is heard before this reply.
  await db.plain.query('select')
}
