import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../open-shop.ts'
import type { Opened } from '../open-shop.ts'
import { withInbox, withoutInbox } from './consumers.ts'
import { pollById } from './poll-by-id.ts'
import { pollUnpublished } from './poll-unpublished.ts'
import {
  handlesEachEventOnce,
  publishesInOrder,
  publishesLateCommits,
} from './publishes-each-event.ts'
import { relayOneByOne } from './relay-one-by-one.ts'
import { skipLocked } from './skip-locked.ts'

let opened: Opened
beforeAll(async () => {
  opened = await openShop()
})
afterAll(() => opened[Symbol.asyncDispose]())

describe('an event whose transaction commits late', () => {
  it('is never published by pollById in 18 of 286 orders', async () => {
    expect(await publishesLateCommits(opened, pollById).explore()).toMatchObject({
      schedules: 286,
      violations: 18,
      exhaustive: true,
      shortest: {
        schedule: 'alice×2 bob×10 alice',
        reason: 'no event tells of order-a',
      },
    })
  })

  it('is published by pollUnpublished in all 286', async () => {
    const found = await publishesLateCommits(opened, pollUnpublished).holds()
    expect(found).toMatchObject({ schedules: 286, exhaustive: true })
  })

  it('is published by relayOneByOne in all 220', async () => {
    const found = await publishesLateCommits(opened, relayOneByOne).holds()
    expect(found).toMatchObject({ schedules: 220, exhaustive: true })
  })
})

describe('two relays at once', () => {
  it('publish each event twice with pollUnpublished, in 2,492 of 2,508 orders', async () => {
    expect(await publishesInOrder(opened, pollUnpublished).explore()).toMatchObject({
      schedules: 2_508,
      violations: 2_492,
      exhaustive: true,
      shortest: { reason: 'the topic has placed, paid, placed, paid' },
    })
  })

  it('publish the later event first with skipLocked, in 60 of 252', async () => {
    const { outcomes, ...found } = await publishesInOrder(opened, skipLocked).explore()
    expect(found).toMatchObject({
      schedules: 252,
      violations: 60,
      exhaustive: true,
      shortest: { schedule: 'one×2 other×5 one×3', reason: 'the topic has paid, placed' },
    })
    // Never twice.
    expect(new Set(outcomes.map(({ violation }) => violation))).toEqual(
      new Set([undefined, 'the topic has paid, placed']),
    )
  })

  it('publish each event once and in order with relayOneByOne, in all 130', async () => {
    const found = await publishesInOrder(opened, relayOneByOne).holds()
    expect(found).toMatchObject({ schedules: 130, exhaustive: true })
  })
})

describe('a relay that dies before it has noted what it published', () => {
  it('publishes it again: 2 of 7 orders', async () => {
    expect(await handlesEachEventOnce(opened, relayOneByOne, withoutInbox).explore()).toMatchObject(
      {
        schedules: 7,
        violations: 2,
        exhaustive: true,
        shortest: { reason: 'the consumer handles 2 events' },
      },
    )
  })

  it('is nothing to a consumer with an inbox, in all 7', async () => {
    const found = await handlesEachEventOnce(opened, relayOneByOne, withInbox).holds()
    expect(found).toMatchObject({ schedules: 7, exhaustive: true })
  })
})
