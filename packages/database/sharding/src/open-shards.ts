import { postgres } from '@lab/servers/postgres'
import type { Server } from '@lab/servers'
import type { Pool } from 'pg'

export interface Shards extends AsyncDisposable {
  server: Server
  /** Each shard's database by the shard's name, in the order in which they joined. */
  pools: Map<string, Pool>
}

export const fourShards = ['shard-1', 'shard-2', 'shard-3', 'shard-4']
export const fifthShard = 'shard-5'
export const fiveShards = [...fourShards, fifthShard]

/** Opens five real databases, of which the fifth has not joined yet. */
export async function openShards(): Promise<Shards> {
  const schema = new URL('../schema.sql', import.meta.url)
  const databases = await Promise.all(fiveShards.map(() => postgres({ schema })))
  return {
    server: databases[0]!.server,
    pools: new Map(fiveShards.map((name, index) => [name, databases[index]!.pool({ max: 4 })])),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(databases.map((database) => database[Symbol.asyncDispose]()))
    },
  }
}
