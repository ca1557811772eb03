import type { Exploration } from '@lab/conductor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from './open-database.ts'
import type { Database } from './open-database.ts'
import { conflictUpdate } from './conflict-update.ts'
import { keepsOneOnCall } from './keeps-one-on-call.ts'
import type { Leave } from './keeps-one-on-call.ts'
import { leaveIfCovered } from './leave-if-covered.ts'
import { merge } from './merge.ts'
import { noOpInsert } from './no-op-insert.ts'
import { noOpUpdate } from './no-op-update.ts'
import { readFirst } from './read-first.ts'
import { rowLock } from './row-lock.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

const race = (alice: Leave, bob: Leave = leaveIfCovered) =>
  keepsOneOnCall(db, 'serializable', { alice, bob })

describe('noOpInsert', () => {
  it('leaves no doctor on call in 17 of 29 orders, although both are serializable', async () => {
    const found = await race(noOpInsert).explore()
    expect(found).toMatchObject({
      schedules: 29,
      violations: 17,
      waits: 3,
      exhaustive: true,
      shortest: { schedule: 'alice×3 bob×3 alice', reason: 'no doctor is on call' },
    })
    expect(codes(found)).toEqual([])
  })

  it.each(['read committed', 'repeatable read'] as const)(
    'does no better at serializable than at %s',
    async (level) => {
      const found = await keepsOneOnCall(db, level, {
        alice: noOpInsert,
        bob: leaveIfCovered,
      }).explore()
      expect(found).toMatchObject({ schedules: 29, violations: 17, exhaustive: true })
    },
  )

  it('leaves no doctor on call in 36 of 54 orders when both use it', async () => {
    expect(await race(noOpInsert, noOpInsert).explore()).toMatchObject({
      schedules: 54,
      violations: 36,
      exhaustive: true,
    })
  })

  it('keeps one doctor on call when one runs after the other', async () => {
    for (const order of ['alice×4 bob×3', 'bob×3 alice×4']) {
      expect(await race(noOpInsert).replay(order)).toMatchObject({
        schedule: order,
        violation: undefined,
      })
    }
  })
})

describe('noOpUpdate', () => {
  it('leaves no doctor on call in 7 of 19 orders, after a wait', async () => {
    expect(await race(noOpUpdate).explore()).toMatchObject({
      schedules: 19,
      violations: 7,
      waits: 10,
      exhaustive: true,
    })
  })

  it('ends in a deadlock in 24 of 42 orders when both use it, and keeps one doctor on call', async () => {
    const found = await race(noOpUpdate, noOpUpdate).holds()
    expect(found).toMatchObject({ schedules: 42, exhaustive: true })
    expect(codes(found)).toEqual(['40P01'])
    expect(
      found.outcomes
        .filter((outcome) => codes({ outcomes: [outcome] }).includes('40P01'))
        .map(({ schedules }) => schedules),
    ).toEqual([12, 12])
  })
})

describe('a fix on one side, against a plain no-op insert', () => {
  it.each([
    ['readFirst', readFirst, { schedules: 96, violations: 60 }],
    ['merge', merge, { schedules: 62, violations: 48 }],
    ['rowLock', rowLock, { schedules: 56, violations: 36 }],
  ])('%s does not keep one doctor on call', async (_, way, counts) => {
    expect(await race(way, noOpInsert).explore()).toMatchObject({ ...counts, exhaustive: true })
  })

  it('conflictUpdate does, in all 36 orders', async () => {
    const found = await race(conflictUpdate, noOpInsert).holds()
    expect(found).toMatchObject({ schedules: 36, exhaustive: true })
  })
})

describe('leaveIfCovered', () => {
  it('keeps one doctor on call in all 20 orders, at the price of a 40001', async () => {
    const found = await race(leaveIfCovered).holds()
    expect(found).toMatchObject({ schedules: 20, waits: 0, exhaustive: true })
    expect(codes(found)).toEqual(['40001'])
  })
})

describe.each([
  ['readFirst', readFirst, { schedules: 44, waits: 6 }, { schedules: 192, codes: ['40001'] }],
  ['merge', merge, { schedules: 35, waits: 0 }, { schedules: 70, codes: ['40001'] }],
  [
    'conflictUpdate',
    conflictUpdate,
    { schedules: 19, waits: 10 },
    { schedules: 42, codes: ['40001', '40P01'] },
  ],
  ['rowLock', rowLock, { schedules: 25, waits: 15 }, { schedules: 142, codes: ['40001', '40P01'] }],
])('%s', (_, way, one, both) => {
  it(`keeps one doctor on call in all ${one.schedules} orders`, async () => {
    const found = await race(way).holds()
    expect(found).toMatchObject({ ...one, exhaustive: true })
    expect(codes(found)).toEqual(['40001'])
  })

  it(`keeps one doctor on call in all ${both.schedules} orders when both use it, and fails with ${both.codes.join(' or ')}`, async () => {
    const found = await race(way, way).holds()
    expect(found).toMatchObject({ schedules: both.schedules, exhaustive: true })
    expect(codes(found)).toEqual(both.codes)
  })
})

function codes({ outcomes }: Pick<Exploration, 'outcomes'>): string[] {
  const endings = outcomes.flatMap((outcome) => Object.values(outcome.endings))
  return [
    ...new Set(endings.flatMap((ending) => (ending.kind === 'failed' ? [ending.code] : []))),
  ].sort()
}
