import { afterAll, beforeAll, expect, it } from 'vitest'
import { openShopAlone } from '../open-shop.ts'
import type { Opened } from '../open-shop.ts'
import { pollById } from '../relay/poll-by-id.ts'
import { pollBelowTheOldest } from '../relay/poll-below-the-oldest.ts'
import { publishesLateCommits } from '../relay/publishes-each-event.ts'
import { heldBack, idTakenEarly } from './held-back.ts'

let opened: Opened
beforeAll(async () => {
  opened = await openShopAlone()
})
afterAll(() => opened[Symbol.asyncDispose]())

it('pollBelowTheOldest publishes an event that commits late, in all 274 orders', async () => {
  const found = await publishesLateCommits(opened, pollBelowTheOldest).holds()
  expect(found).toMatchObject({ schedules: 274, exhaustive: true })
})

it('pollBelowTheOldest publishes nothing while any other transaction is open', async () => {
  expect(await heldBack(opened)).toEqual({ before: 0, after: 1 })
})

it('pollBelowTheOldest publishes an id that was taken before its transaction wrote; pollById skips it', async () => {
  expect(await idTakenEarly(opened, pollBelowTheOldest)).toEqual([2, 1])
  expect(await idTakenEarly(opened, pollById)).toEqual([2])
})
