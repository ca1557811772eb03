import { expect, it } from 'vitest'
import { openRedis } from '../open-redis.ts'
import { expiresTheCode } from './field-expiry.ts'

it('expires the whole hash, a key of its own, or one field where the server knows HEXPIRE', async () => {
  await using space = await openRedis()
  const [knows] = (await space.plain.call('COMMAND', 'INFO', 'HEXPIRE')) as unknown[]
  expect(await expiresTheCode(space)).toEqual([
    { way: 'expire-the-hash', expires: ['name', 'code'] },
    { way: 'key-per-field', expires: ['code'] },
    { way: 'hexpire', expires: knows ? ['code'] : `ERR unknown command 'HEXPIRE'` },
  ])
})
