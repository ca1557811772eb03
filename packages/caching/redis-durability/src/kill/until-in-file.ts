import type { Redis } from 'ioredis'
import { infoOf } from '../open-server.ts'
import { until } from '../until.ts'

/** While a sync is under way, `everysec` keeps commands in memory for up to two seconds. */
export function untilInFile(client: Redis): Promise<void> {
  return until('all that is acknowledged is in the file', async () => {
    return ['0', undefined].includes(await infoOf(client, 'aof_buffer_length'))
  })
}
