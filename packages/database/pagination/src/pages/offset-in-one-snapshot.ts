// Reads all pages in one transaction at repeatable read, so that nothing moves between them. Costs a
// connection for as long as the reader reads, and vacuum keeps every old row for that long.
import { inTransaction } from '@lab/servers/in-transaction'
import { offset } from './offset.ts'
import { readPages } from './shows-each-post-once.ts'
import type { ReadFeed } from './shows-each-post-once.ts'

export const offsetInOneSnapshot: ReadFeed = (pool) =>
  inTransaction(pool, (client) => readPages(offset, client), { level: 'repeatable read' })
