// Leaves the confirmation to pg-logical-replication, as its README begins.
// BREAKS: by default it confirms what an async handler has not done yet, and with `auto` off its
// timer still does.
import { LogicalReplicationService, PgoutputPlugin } from 'pg-logical-replication'
import type { LogicalReplicationConfig, Pgoutput } from 'pg-logical-replication'

/** Handles one update of an order. */
export type Handler = () => Promise<void>

export interface Subscription {
  url: string
  slot: string
  config: LogicalReplicationConfig
  handle: Handler
}

/** Subscribes as the library is set up; `heard` ends when the handler has begun. */
export async function subscribeWith({ url, slot, config, handle }: Subscription) {
  const service = new LogicalReplicationService({ connectionString: url }, config)
  const heard = Promise.withResolvers<void>()
  service.on('error', () => {})
  service.on('data', async (_lsn: string, { tag }: Pgoutput.Message) => {
    if (tag !== 'update') return
    heard.resolve()
    await handle()
  })
  const started = new Promise<void>((resolve) => void service.once('start', resolve))
  const plugin = new PgoutputPlugin({ protoVersion: 1, publicationNames: ['orders'] })
  service.subscribe(plugin, slot).catch(heard.reject)
  await started
  return {
    heard: heard.promise,
    async [Symbol.asyncDispose]() {
      await service.destroy()
    },
  }
}
