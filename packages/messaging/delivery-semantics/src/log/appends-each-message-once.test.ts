import { kafka } from '@lab/servers/kafka'
import { expect, it } from 'vitest'
import { appendsEachMessageOnce } from './appends-each-message-once.ts'
import { idempotentProducer } from './idempotent-producer.ts'
import { plainProducer } from './plain-producer.ts'

it('is in the log twice from plainProducer, when an acknowledgement is lost', async () => {
  await using bus = await kafka()
  expect(await appendsEachMessageOnce(bus, plainProducer)).toEqual({ requests: 2, records: 2 })
})

it('is in the log twice when the application sends it twice, although the producer is idempotent', async () => {
  await using bus = await kafka()
  expect(await appendsEachMessageOnce(bus, idempotentProducer, { calls: 2 })).toEqual({
    requests: 3,
    records: 2,
  })
})

it('is in the log once from idempotentProducer, which also sends twice', async () => {
  await using bus = await kafka()
  expect(await appendsEachMessageOnce(bus, idempotentProducer)).toEqual({ requests: 2, records: 1 })
})
