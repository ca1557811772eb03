// Takes a lock before the id is given and keeps it until the commit, so that ids are committed in
// their order. Costs the concurrency of all writers, for as long as the longest transaction takes.
import { inTransaction } from '@lab/servers/in-transaction'
import { byId } from './by-id.ts'
import type { Feed } from './follows-every-post.ts'

export const oneWriterAtATime: Feed = {
  ...byId,
  publish: (pool, title) =>
    inTransaction(pool, async (client) => {
      // BLOCKS: until the writer before has committed.
      await client.query('select pg_advisory_xact_lock(1)')
      await client.query('insert into posts (title) values ($1)', [title])
    }),
}
