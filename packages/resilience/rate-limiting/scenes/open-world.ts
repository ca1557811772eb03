import { openRedis } from '../src/open-redis.ts'

export async function openWorld() {
  return { space: await openRedis() }
}

export type World = Awaited<ReturnType<typeof openWorld>>
