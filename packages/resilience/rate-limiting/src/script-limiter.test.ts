import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRedis } from './open-redis.ts'
import type { KeySpace } from './open-redis.ts'

let space: KeySpace
beforeAll(async () => {
  space = await openRedis()
})
afterAll(() => space[Symbol.asyncDispose]())

describe('a script of Redis', () => {
  it('keeps what a script has written before an error ended it', async () => {
    const { plain } = space
    await plain.set('name', 'alice')
    const script = `redis.call('incr', KEYS[1]) redis.call('incr', KEYS[2]) redis.call('incr', KEYS[1])`
    await expect(plain.eval(script, 2, 'count', 'name')).rejects.toThrow(/not an integer/)
    expect(await plain.get('count')).toBe('1')
  })
})
