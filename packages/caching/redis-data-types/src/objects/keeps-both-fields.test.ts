import { expect, it } from 'vitest'
import { openRedis } from '../open-redis.ts'
import { hash } from './hash.ts'
import { jsonString } from './json-string.ts'
import { keepsBothFields } from './keeps-both-fields.ts'

it('loses a field of a JSON string in 4 of 6 orders', async () => {
  await using space = await openRedis()
  expect(await keepsBothFields(space, jsonString).explore()).toMatchObject({
    schedules: 6,
    violations: 4,
    exhaustive: true,
    outcomes: expect.arrayContaining([
      expect.objectContaining({ violation: 'the cart is lost' }),
      expect.objectContaining({ violation: 'the language is en again' }),
    ]),
  })
})

it('keeps both fields of a hash', async () => {
  await using space = await openRedis()
  const found = await keepsBothFields(space, hash).holds()
  expect(found).toMatchObject({ schedules: 2, exhaustive: true })
})
