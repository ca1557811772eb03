import { watch } from '@lab/conductor'
import { redis } from '@lab/servers/redis'

/** Opens a key space of its own: `clients` are watched, one for each actor; `plain` sets the scene. */
export async function openRedis() {
  const space = await redis()
  const clients = [watch(space.client()), watch(space.client())] as const
  return { ...space, clients, plain: space.client() }
}

export type KeySpace = Awaited<ReturnType<typeof openRedis>>
