import { beforeEach, describe, expect, it } from 'vitest'
import { createHealth } from './create-health.ts'
import type { Health } from './create-health.ts'

let health: Health
beforeEach(() => {
  health = createHealth({ READY_SECONDS: 5, STUCK_SECONDS: 60 })
})

const missing = async () => (await health.read()).missing

describe('createHealth', () => {
  it('misses a part by name until it has worked, and when it has not for long', async () => {
    const orders = health.addPart('due orders')
    health.addPart('outbox').worked()
    expect(await missing()).toEqual(['due orders'])
    orders.worked()
    health.pass(4_000)
    expect(await missing()).toEqual([])
    health.pass(2_000)
    orders.tried()
    expect(await missing()).toEqual(['due orders', 'outbox'])
    orders.worked()
    expect(await missing()).toEqual(['outbox'])
  })

  it('takes a part for stuck that has not even tried', () => {
    const orders = health.addPart('due orders')
    const reconciler = health.addPart('reconciler', 30_000)
    health.pass(59_000)
    orders.tried()
    health.pass(2_000)
    expect(health.stuck()).toEqual([])
    health.pass(30_000)
    expect(health.stuck(), 'it rests for 30 s').toEqual(['reconciler'])
    reconciler.tried()
    health.pass(30_000)
    expect(health.stuck()).toEqual(['due orders'])
  })

  it('finds work that hangs while others of its kind go on', () => {
    const hanging = health.begin('an order')
    health.begin('a mail')[Symbol.dispose]()
    health.pass(61_000)
    using _other = health.begin('a message')
    expect(health.stuck()).toEqual(['an order'])
    hanging.tried()
    expect(health.stuck()).toEqual([])
  })

  it('hears how a try ends', async () => {
    const mails = health.addPart('mails')
    await mails.follow(Promise.resolve())
    expect(await missing()).toEqual([])
    health.pass(61_000)
    await expect(mails.follow(Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(health.stuck()).toEqual([])
    expect(await missing()).toEqual(['mails'])
  })

  it('is not ready after a write that failed, until one has worked or some seconds are over', async () => {
    health.failed('writes')
    expect(await missing()).toEqual(['writes'])
    health.worked('writes')
    expect(await missing()).toEqual([])
    health.failed('writes')
    health.pass(5_000)
    expect(await missing()).toEqual([])
  })

  it('tells what it does without', async () => {
    health.addCheck('database', async () => {}, 'must')
    health.addCheck('redis', () => Promise.reject(new Error('no Redis')), 'may')
    expect(await health.read()).toEqual({
      ready: true,
      draining: false,
      missing: [],
      without: ['redis'],
    })
  })

  it('is not ready once it drains', async () => {
    health.drain()
    expect(await health.read()).toMatchObject({ ready: false, draining: true, missing: [] })
  })
})
