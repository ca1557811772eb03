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
    health.failed('messages', 8_000)
    health.pass(12_000)
    expect(await missing(), 'a try that may take 8 s').toEqual(['messages'])
    health.pass(1_000)
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

  it('asks its servers once for all who ask it, and again when a second is over', async () => {
    let asked = 0
    let answer = Promise.withResolvers<void>()
    health.addCheck('database', () => ((asked += 1), answer.promise), 'must')
    const atOnce = [missing(), missing()]
    // A server that takes long is asked no second time meanwhile.
    health.pass(1_500)
    atOnce.push(missing())
    answer.resolve()
    expect([await Promise.all(atOnce), asked]).toEqual([[[], [], []], 1])
    answer = Promise.withResolvers()
    answer.reject(new Error('no database'))
    health.failed('writes')
    health.pass(999)
    expect([await missing(), asked], 'what it knows itself is told at once').toEqual([
      ['writes'],
      1,
    ])
    health.pass(1)
    expect([await missing(), asked]).toEqual([['database', 'writes'], 2])
  })

  it('is not ready once it drains', async () => {
    health.drain()
    expect(await health.read()).toMatchObject({ ready: false, draining: true, missing: [] })
  })
})
