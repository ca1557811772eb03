import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import { readLog } from '../saga/saga-log.ts'
import {
  callerDies,
  orchestratorAndServices,
  orchestratorDies,
  servicesDie,
} from './ends-complete-or-undone.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop[Symbol.asyncDispose]())

describe('callsInSequence', () => {
  it('leaves an order half done, wherever of 10 places the caller dies', async () => {
    const { outcomes, ...found } = await callerDies(shop, 'none', 'it is not restarted').explore()
    expect(found).toMatchObject({ schedules: 11, violations: 10, exhaustive: true })
    expect(
      outcomes.flatMap(({ violation, simplest }) => (violation ? [simplest, violation] : [])),
    ).toEqual([
      'crash(caller)',
      'order pending: 0 taken, 0 paid in 0 charges, 0 shipped',
      'caller×3 crash(caller)',
      'order pending: 1 taken, 0 paid in 0 charges, 0 shipped',
      'caller×6 crash(caller)',
      'order pending: 1 taken, 30 paid in 1 charges, 0 shipped',
      'caller×9 crash(caller)',
      'order pending: 1 taken, 30 paid in 1 charges, 1 shipped',
    ])
  })

  it('charges twice when the customer tries again after a crash behind the payment', async () => {
    const race = callerDies(shop, 'none', 'the customer tries again')
    expect(await race.explore()).toMatchObject({ schedules: 11, violations: 7, exhaustive: true })
    const { violation } = await race.replay('caller×6 crash(caller)')
    expect(violation).toBe('order complete: 2 taken, 60 paid in 2 charges, 1 shipped')
  })

  it('keeps the lamp and the money when a later step is refused', async () => {
    const [declined, undeliverable] = [
      await callerDies(shop, 'no credit', 'it is not restarted').replay(''),
      await callerDies(shop, 'depot closed', 'it is not restarted').replay(''),
    ]
    expect(declined.violation).toBe('order pending: 1 taken, 0 paid in 0 charges, 0 shipped')
    expect(undeliverable.violation).toBe('order pending: 1 taken, 30 paid in 1 charges, 0 shipped')
  })
})

const stories = [
  { trouble: 'none', ends: 'complete', orchestrator: 20, services: 23 },
  { trouble: 'no credit', ends: 'compensated', orchestrator: 20, services: 24 },
  { trouble: 'depot closed', ends: 'compensated', orchestrator: 30, services: 38 },
] as const

describe.each(stories)('orchestrated, $trouble', ({ trouble, ends, orchestrator, services }) => {
  it(`ends ${ends} in all ${orchestrator} orders in which the orchestrator dies or not`, async () => {
    const found = await orchestratorDies(shop, trouble).holds()
    expect(found).toMatchObject({ schedules: orchestrator, exhaustive: true })
    expect(new Set(found.outcomes.map(({ state }) => (state as { order: string }).order))).toEqual(
      new Set([ends]),
    )
  })

  it(`ends ${ends} in all ${services} orders in which the services die or not`, async () => {
    const found = await servicesDie(shop, trouble).holds()
    expect(found).toMatchObject({ schedules: services, exhaustive: true })
    expect(new Set(found.outcomes.map(({ state }) => (state as { order: string }).order))).toEqual(
      new Set([ends]),
    )
  })
})

describe('orchestrated', () => {
  it('asks again after a crash, and is answered without a second charge', async () => {
    const schedule = 'orchestrator×8 services×7 orchestrator×8 services×6 crash(orchestrator)'
    const { violation, moments } = await orchestratorAndServices(shop, 'none').replay(schedule)
    expect(violation).toBe(undefined)
    const sent = moments.flatMap((moment) =>
      moment.type === 'step' && moment.statement.startsWith('send')
        ? [`${moment.actor}: ${moment.statement}`]
        : [],
    )
    expect(sent).toEqual([
      'orchestrator: send commands order-1 reserve',
      'services: send replies order-1 reserve: done',
      'orchestrator: send commands order-1 charge',
      'services: send replies order-1 charge: done',
      'orchestrator-restarted: send commands order-1 charge',
      'services: send replies order-1 charge: done',
      'orchestrator-restarted: send commands order-1 ship',
      'services: send replies order-1 ship: done',
    ])
    expect(await readLog(shop.plain.orders, 'order-1')).toEqual([
      { command: 'reserve', outcome: 'done' },
      { command: 'charge', outcome: 'done' },
      { command: 'ship', outcome: 'done' },
    ])
  })
})
