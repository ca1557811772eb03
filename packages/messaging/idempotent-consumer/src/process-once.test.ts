import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { resetAccounts, totalCharged } from './accounts.ts'
import { openPayments } from './open-payments.ts'
import type { Payments } from './open-payments.ts'
import { processOnce } from './process-once.ts'

let world: Payments
beforeAll(async () => {
  world = await openPayments()
})
beforeEach(() => resetAccounts(world.plain))
afterAll(() => world[Symbol.asyncDispose]())

describe('processOnce', () => {
  it('does the work of a message once, and returns what the work returned', async () => {
    const work = () =>
      processOnce(world.plain, 'message-1', async (client) => {
        const { rows } = await client.query('update accounts set balance = 90 returning balance')
        return rows[0].balance
      })
    expect([await work(), await work()]).toEqual([90, 'seen before'])
  })

  it('counts a message whose work throws as new, and rolls the work back', async () => {
    const fails = processOnce(world.plain, 'message-1', async (client) => {
      await client.query('update accounts set balance = 90')
      throw new RangeError('no such card')
    })
    await expect(fails).rejects.toThrow('no such card')
    expect(await totalCharged(world.plain)).toBe(0)
    expect(await processOnce(world.plain, 'message-1', async () => 'done')).toBe('done')
  })
})
