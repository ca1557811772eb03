import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPayments } from '../open-payments.ts'
import type { Payments } from '../open-payments.ts'
import { lateCommits } from './late-commits.ts'

let world: Payments
beforeAll(async () => {
  world = await openPayments()
})
afterAll(() => world[Symbol.asyncDispose]())

it.each([
  ['a classic group', 'classic', 'ILLEGAL_GENERATION'],
  ['a group of the consumer protocol', 'consumer', 'STALE_MEMBER_EPOCH'],
] as const)(
  'in %s are refused with the old generation or from a removed member, and accepted with the current one',
  async (_, protocol, old) => {
    expect(await lateCommits(world, protocol)).toEqual({
      old,
      current: 'accepted',
      removed: 'UNKNOWN_MEMBER_ID',
    })
  },
)
