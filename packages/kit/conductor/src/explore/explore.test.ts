import { postgres } from '@lab/servers/postgres'
import type { Postgres } from '@lab/servers/postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conduct } from '../conduct.ts'
import type { Exploration } from './explore.ts'
import { lastTicket, lastTicketSchema } from '../last-ticket.fixture.ts'
import { turn } from '../run/turn.ts'

const two = ['alice', 'bob']
const three = ['alice', 'bob', 'carol']
const serializable = 'begin isolation level serializable'

let db: Postgres
beforeAll(async () => {
  db = await postgres({ schema: lastTicketSchema })
})
afterAll(() => db[Symbol.asyncDispose]())

/** What does not depend on how many orders were run. */
function facts({ schedules, violations, waits, exhaustive, outcomes }: Exploration) {
  const summary = outcomes.map(({ simplest: _, ...outcome }) => JSON.stringify(outcome))
  return { schedules, violations, waits, exhaustive, outcomes: summary.toSorted() }
}

describe('explore', () => {
  it('finds the oversale in 80 of 92 orders', async () => {
    const found = await lastTicket(db, two).explore({ prune: false })
    expect(found).toMatchObject({ schedules: 92, violations: 80, runs: 92, exhaustive: true })
    expect(found.shortest).toEqual({
      schedule: 'alice×2 bob×5 alice×3',
      reason: 'sold 2 tickets of 1',
    })
  })

  it('counts the same 92 orders by running 6 of them', async () => {
    const race = lastTicket(db, two)
    const pruned = await race.explore()
    expect(pruned.runs).toBe(6)
    expect(facts(pruned)).toEqual(facts(await race.explore({ prune: false })))
  })

  it('lists the same 92 orders, pruned or not, each once', async () => {
    const race = lastTicket(db, two)
    const listed = ({ outcomes }: Exploration) =>
      outcomes.flatMap(({ orders, violation }) => orders!.map((order) => `${order}: ${violation}`))
    const pruned = listed(await race.explore({ list: 92 }))
    const all = listed(await race.explore({ list: 92, prune: false }))
    expect(new Set(pruned).size).toBe(92)
    expect(pruned.toSorted()).toEqual(all.toSorted())
    const tooMany = await race.explore({ list: 91 })
    expect(tooMany.outcomes.map(({ orders }) => orders)).toEqual([undefined, undefined, undefined])
  })

  it.each([
    ['for update', { select: 'for update' }, 36, 0],
    ['serializable', { begin: serializable }, 92, 0],
    ['repeatable read', { begin: 'begin isolation level repeatable read' }, 92, 0],
  ] as const)(
    'finds no oversale with %s, pruned or not',
    async (_, options, schedules, violations) => {
      const race = lastTicket(db, two, options)
      const pruned = await race.explore()
      expect(pruned).toMatchObject({ schedules, violations, exhaustive: true })
      expect(facts(pruned)).toEqual(facts(await race.explore({ prune: false })))
    },
  )

  it('counts 48 540 orders of three buyers by running 57 of them', async () => {
    expect(await lastTicket(db, three).explore()).toMatchObject({
      schedules: 48_540,
      violations: 47_640,
      runs: 57,
      cut: 0,
      exhaustive: true,
    })
  })

  it('says by which bound it stopped', async () => {
    const race = lastTicket(db, two)
    expect(await race.explore({ preemptions: 0 })).toMatchObject({
      schedules: 2,
      violations: 0,
      exhaustive: false,
      bound: { preemptions: 0 },
    })
    expect(await race.explore({ preemptions: 1 })).toMatchObject({
      schedules: 10,
      violations: 6,
      exhaustive: false,
    })
    expect(await race.explore({ runs: 3 })).toMatchObject({ runs: 3, exhaustive: false })
  })

  it('finds a lost update in memory between two turns', async () => {
    let counter = 0
    const increment = async () => {
      await turn('read')
      const read = counter
      await turn('write')
      counter = read + 1
    }
    const race = conduct({
      setup: () => Promise.resolve((counter = 0)),
      actors: { alice: increment, bob: increment },
      invariant: () => Promise.resolve(counter === 2 ? undefined : `counted ${counter} of 2`),
    })
    expect(await race.explore()).toMatchObject({ schedules: 6, violations: 4 })
  })
})

describe('holds', () => {
  it('throws the simplest losing order, drawn', async () => {
    await expect(lastTicket(db, two).holds()).rejects.toThrow(
      `sold 2 tickets of 1
in 80 of 92 orders; the shortest: alice×2 bob×5 alice×3

  alice  begin  → BEGIN
  alice  select remaining from tickets where id = 1  → remaining 1
  bob    begin  → BEGIN
  bob    select remaining from tickets where id = 1  → remaining 1
  bob    update tickets set remaining = 0 where id = 1  → UPDATE 1
  bob    insert into sales (buyer) values ('bob')  → INSERT 1
  bob    commit  → COMMIT
  bob    ends with "sold"
  alice  update tickets set remaining = 0 where id = 1  → UPDATE 1
  alice  insert into sales (buyer) values ('alice')  → INSERT 1
  alice  commit  → COMMIT
  alice  ends with "sold"`,
    )
  })

  it('returns the counts when the invariant holds', async () => {
    expect(await lastTicket(db, two, { select: 'for update' }).holds()).toMatchObject({
      schedules: 36,
      violations: 0,
    })
  })
})

describe('a race that cannot be explored', () => {
  it('is refused when no actor takes a step: their clients are not watched', async () => {
    const race = conduct({
      actors: { alice: () => Promise.resolve(), bob: () => Promise.resolve() },
    })
    await expect(race.explore()).rejects.toThrow(
      'Cannot explore alice and bob: at least one must take a step, received none',
    )
  })

  it('is not deterministic when a step is gone that an earlier run has shown', async () => {
    let isFirst = true
    const act = async () => {
      if (isFirst) await turn('once')
      isFirst = false
      await turn('always')
    }
    const race = conduct({ actors: { alice: act, bob: act } })
    await expect(race.explore({ prune: false })).rejects.toMatchObject({
      name: 'NotDeterministicError',
    })
  })
})
