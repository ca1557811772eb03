import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noteThenPay } from './note-then-pay.ts'
import { openWorld } from './open-world.ts'
import type { World } from './open-world.ts'
import { refundAsKey } from './refund-as-key.ts'
import { payEachDelivery } from './pay-each-delivery.ts'
import { paysEachRefundOnce } from './pays-each-refund-once.ts'
import type { Pay } from './pays-each-refund-once.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

describe('payEachDelivery', () => {
  it('pays the refund twice when the consumer dies before the commit', async () => {
    const race = paysEachRefundOnce(world, payEachDelivery)
    expect(await race.explore()).toMatchObject({
      schedules: 5,
      violations: 1,
      exhaustive: true,
      shortest: {
        schedule: 'consumer×3 crash(consumer) consumer-restarted×4',
        reason: 'refund-1 is paid 2 times',
      },
    })
  })

  it('pays it once when the consumer dies before the work or after the commit', async () => {
    const race = paysEachRefundOnce(world, payEachDelivery)
    for (const schedule of ['consumer×2 crash(consumer)', 'consumer×4']) {
      expect((await race.replay(schedule)).violation).toBeUndefined()
    }
  })
})

describe('noteThenPay', () => {
  it('never pays the refund when the consumer dies after the note', async () => {
    const { violations, shortest } = await paysEachRefundOnce(world, noteThenPay).explore()
    expect({ violations, reason: shortest?.reason }).toEqual({
      violations: 1,
      reason: 'refund-1 is never paid',
    })
  })
})

describe('noting after the work', () => {
  it('pays the refund twice when the consumer dies before the note', async () => {
    const payThenNote: Pay = async ({ refund }, bank, notes) => {
      if (await notes.has(refund)) return
      await bank.pay(refund)
      await notes.add(refund)
    }
    const { shortest } = await paysEachRefundOnce(world, payThenNote).explore()
    expect(shortest?.reason).toBe('refund-1 is paid 2 times')
  })
})

describe('refundAsKey', () => {
  it('pays the refund once, wherever the consumer dies', async () => {
    const found = await paysEachRefundOnce(world, refundAsKey).holds()
    expect(found).toMatchObject({ schedules: 5, exhaustive: true })
  })

  it('asks the bank twice all the same', async () => {
    const { moments } = await paysEachRefundOnce(world, refundAsKey).replay(
      'consumer×3 crash(consumer)',
    )
    const asked = moments.filter(
      (one) => one.type === 'step' && one.statement.includes('bank: pay'),
    )
    expect(asked).toHaveLength(2)
  })

  it('pays a refund once that the producer has sent twice', async () => {
    const race = paysEachRefundOnce(world, refundAsKey, ['refund-1', 'refund-1'])
    expect(await race.holds()).toMatchObject({ violations: 0, exhaustive: true })
  })
})

describe('the offset as key', () => {
  it('knows a delivery again, and not a refund that was sent twice', async () => {
    const offsetAsKey: Pay = ({ refund, offset }, bank) => bank.pay(refund, offset)
    await paysEachRefundOnce(world, offsetAsKey).holds()
    const twice = paysEachRefundOnce(world, offsetAsKey, ['refund-1', 'refund-1'])
    expect((await twice.replay('')).violation).toBe('refund-1 is paid 2 times')
  })
})
