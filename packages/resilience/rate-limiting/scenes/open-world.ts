import { openRedis } from '../src/open-redis.ts'

export async function openWorld() {
  return { space: await openRedis() }
}

export type World = Awaited<ReturnType<typeof openWorld>>

export const twoForOne = { limit: 1, users: ['alice', 'bob'] }
export const threeForTwo = { limit: 2, users: ['alice', 'bob', 'carol'] }
