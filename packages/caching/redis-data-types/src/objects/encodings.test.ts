import { expect, it } from 'vitest'
import { openRedis } from '../open-redis.ts'
import { encodingsAtTheLimit } from './encodings.ts'

it('takes three times the memory or more for one entry above the limit', async () => {
  await using space = await openRedis()
  const found = await encodingsAtTheLimit(space)
  expect(found.map(({ type, entries, encoding }) => `${type} ${entries} ${encoding}`)).toEqual([
    'hash 512 listpack',
    'hash 513 hashtable',
    'sorted set 128 listpack',
    'sorted set 129 skiplist',
  ])
  const [smallHash, largeHash, smallZset, largeZset] = found
  expect(largeHash!.bytes / smallHash!.bytes).toBeGreaterThan(3)
  expect(largeZset!.bytes / smallZset!.bytes).toBeGreaterThan(7)
})

it('changes the encoding of a hash for one value above 64 bytes, and never back', async () => {
  await using space = await openRedis()
  const { plain } = space
  const encodings: unknown[] = []
  for (const length of [64, 65, 1]) {
    await plain.hset('hash', 'field', 'x'.repeat(length))
    encodings.push(await plain.object('ENCODING', 'hash'))
  }
  expect(encodings).toEqual(['listpack', 'hashtable', 'hashtable'])
})
