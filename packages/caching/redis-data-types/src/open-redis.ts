import { watch } from '@lab/conductor'
import { redis } from '@lab/servers/redis'

/** Opens a key space of its own: `watched` is conducted, `plain` sets the scene and looks. */
export async function openRedis() {
  const space = await redis()
  return {
    ...space,
    // A server that died in one order is back for the next one without a pause.
    watched: () => watch(space.client({ retryStrategy: () => 0 })),
    plain: space.client(),
  }
}

export type KeySpace = Awaited<ReturnType<typeof openRedis>>
