import type { Redis } from 'ioredis'
import { yourRedisUnavailable } from './your-redis-failure.ts'

const claimRounds = 3
/** Where the lab keeps its list; no caller gets this database. */
const home = 0
/** A set: the numbers that the lab uses, or used when it was killed. */
const usedDatabasesKey = 'backend-lab:databases'

/** Finds a numbered database that is empty and that no other caller has, and names the connection for it. */
export async function claimDatabase(holder: Redis, address: string): Promise<number> {
  await emptyLeftOvers(holder)
  const count = await countDatabases(holder)
  for (let round = 1; round <= claimRounds; round += 1) {
    for (let database = home + 1; database < count; database += 1) {
      if ((await claimName(holder, database)) && (await isEmptyOrLeftOver(holder, database)))
        return database
    }
  }
  throw yourRedisUnavailable(
    `Cannot claim a Redis database at ${new URL(address).host}: none of ${count} is empty and free`,
    'empty one of them, raise databases in its configuration, or unset REDIS_URL for an embedded Redis',
  )
}

export async function giveDatabaseBack(holder: Redis, database: number): Promise<void> {
  await holder
    .multi()
    .select(database)
    .flushdb()
    .select(home)
    .srem(usedDatabasesKey, database)
    .exec()
}

/** Empties all that killed callers have left, also what this one will not use. */
async function emptyLeftOvers(holder: Redis): Promise<void> {
  const used = await holder.smembers(usedDatabasesKey)
  if (used.length === 0) return
  const connections = String(await holder.client('LIST'))
  for (const database of used.map(Number)) {
    if (connections.includes(` name=${nameOf(database)} `)) continue
    if (!(await claimName(holder, database))) continue
    // Its owner may have given it back meanwhile, and filled it with data of another kind.
    if (await holder.sismember(usedDatabasesKey, database)) await giveDatabaseBack(holder, database)
    await holder.client('SETNAME', '')
  }
}

// Naming and listing are one transaction, so of two that want the same number the later one
// always sees the earlier one. The name goes with the connection, also when it is killed.
async function claimName(holder: Redis, database: number): Promise<boolean> {
  const name = nameOf(database)
  const replies = await holder.multi().client('SETNAME', name).client('LIST').exec()
  const [error, list] = replies?.[1] ?? []
  if (error) throw error
  const holders = String(list)
    .split('\n')
    .filter((line) => line.includes(` name=${name} `))
  if (holders.length === 1) return true
  await holder.client('SETNAME', '')
  return false
}

function nameOf(database: number): string {
  return `backend-lab:${database}`
}

// Only what the lab itself left behind is flushed; a database with other data is not ours.
async function isEmptyOrLeftOver(holder: Redis, database: number): Promise<boolean> {
  if (await holder.sismember(usedDatabasesKey, database)) {
    await holder.multi().select(database).flushdb().select(home).exec()
    return true
  }
  const replies = await holder.multi().select(database).dbsize().select(home).exec()
  if (replies?.[1]?.[1] === 0) {
    await holder.sadd(usedDatabasesKey, database)
    return true
  }
  await holder.client('SETNAME', '')
  return false
}

async function countDatabases(holder: Redis): Promise<number> {
  try {
    const reply = (await holder.config('GET', 'databases')) as string[]
    return Number(reply[1])
  } catch {
    // Hosted servers hide CONFIG; 16 is the default.
    return 16
  }
}
