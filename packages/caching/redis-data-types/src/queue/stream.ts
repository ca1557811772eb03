import type { Redis } from 'ioredis'

export interface Entry {
  id: string
  job: string
}

type RawEntry = [id: string, fields: string[]]

/** A group that begins at 0 also gets what was added before there was a group. */
export async function beginStream(redis: Redis, job: string): Promise<void> {
  // The id is usually *: the server's time in milliseconds. This one is the same in every run.
  await redis.xadd('jobs', '1-0', 'job', job)
  await redis.xgroup('CREATE', 'jobs', 'workers', '0')
}

/** @param from `>`: an entry that no worker was given; `0`: one that this worker has not acknowledged. */
export async function nextEntry(
  redis: Redis,
  worker: string,
  from: '0' | '>',
): Promise<Entry | undefined> {
  const command = ['GROUP', 'workers', worker, 'COUNT', 1, 'STREAMS', 'jobs', from] as const
  const reply = (await redis.xreadgroup(...command)) as [string, RawEntry[]][] | null
  return toEntry(reply?.[0]?.[1][0])
}

/** Takes over an entry that has not been acknowledged for so long, from whichever worker has it. */
export async function claimEntry(
  redis: Redis,
  worker: string,
  idleMs: number,
): Promise<Entry | undefined> {
  const command = ['jobs', 'workers', worker, idleMs, '0', 'COUNT', 1] as const
  const [, entries] = (await redis.xautoclaim(...command)) as [string, RawEntry[]]
  return toEntry(entries[0])
}

/** Whether the entry was pending: by its id alone, whichever worker has it by now. */
export async function endEntry(redis: Redis, { id }: Entry): Promise<boolean> {
  return (await redis.xack('jobs', 'workers', id)) === 1
}

function toEntry(entry: RawEntry | undefined): Entry | undefined {
  return entry && { id: entry[0], job: entry[1][1]! }
}
