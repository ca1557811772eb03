import { kafka } from '@lab/servers/kafka'
import type { Kafka } from '@lab/servers/kafka'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { awaitedHandler } from './awaited-handler.ts'
import { countedConsumer } from './counted-consumer.ts'
import { pauseAndResume } from './pause-and-resume.ts'
import { filledTopic, messages, standStill } from './stand-still.ts'
import type { StoodStill } from './stand-still.ts'
import { unawaitedHandler } from './unawaited-handler.ts'

const ways = { unawaitedHandler, awaitedHandler, pauseAndResume }

let bus: Kafka
let stood: Record<keyof typeof ways, StoodStill>
beforeAll(async () => {
  bus = await kafka()
  stood = await standStill(bus, ways, 'pauseAndResume')
})
afterAll(() => bus[Symbol.asyncDispose]())

const inOrder = Array.from({ length: messages }, (_, index) => index)

describe('unawaitedHandler', () => {
  it('keeps all 100 messages, each of them committed', () => {
    expect(stood.unawaitedHandler).toMatchObject({ held: 100, lost: 100 })
  })
})

describe('awaitedHandler', () => {
  it('keeps one message, and sends neither heartbeats nor fetches while it waits', () => {
    expect(stood.awaitedHandler).toEqual({
      held: 1,
      lost: 0,
      heartbeats: 0,
      fetches: 0,
      processed: inOrder,
    })
  })
})

describe('pauseAndResume', () => {
  it('keeps nine messages, and sends heartbeats and no fetch while it is paused', () => {
    const { heartbeats, ...counted } = stood.pauseAndResume
    expect(counted).toEqual({ held: 9, lost: 0, fetches: 0, processed: inOrder })
    expect(heartbeats).toBeGreaterThanOrEqual(3)
  })

  it('processes all in their order when one fails twice, and commits behind the last', async () => {
    const topic = await filledTopic(bus, 'failing')
    const place = { topic, groupId: bus.groupId('failing'), messages }
    const { consumer } = await countedConsumer(bus, place)
    const done = Promise.withResolvers<void>()
    consumer.on(consumer.events.COMMIT_OFFSETS, ({ payload }) => {
      if (Number(payload.topics[0]!.partitions[0]!.offset) === messages) done.resolve()
    })
    const processed: number[] = []
    let failures = 2
    await pauseAndResume(consumer, async ({ value }) => {
      const id = Number(value)
      if (id === 42 && failures-- > 0) throw new Error('out of service')
      processed.push(id)
    })
    await done.promise
    await consumer.disconnect()
    expect(processed).toEqual(inOrder)
  })
})
