import { postgres } from '@lab/servers/postgres'
import type { Postgres } from '@lab/servers/postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeMoment } from './describe-moment.ts'
import { lastTicket, lastTicketSchema } from './last-ticket.fixture.ts'
import type { Attempt } from './conduct.ts'

let db: Postgres
beforeAll(async () => {
  db = await postgres({ schema: lastTicketSchema })
})
afterAll(() => db[Symbol.asyncDispose]())

const told = ({ timeline, moments }: Attempt) =>
  timeline.moments.slice(0, moments).map((one) => `${one.actor}: ${describeMoment(one)}`)

describe('attempt', () => {
  it('follows an order and says what can go next', async () => {
    const attempt = await lastTicket(db, ['alice', 'bob']).attempt('alice×2 bob')
    expect(attempt).toMatchObject({
      followed: 'alice×2 bob',
      refused: undefined,
      next: ['alice', 'bob'],
    })
    expect(told(attempt)).toEqual([
      'alice: begin  → BEGIN',
      'alice: select remaining from tickets where id = 1  → remaining 1',
      'bob: begin  → BEGIN',
    ])
    expect(attempt.timeline.schedule).toBe('alice×2 bob alice×3 bob×2')
  })

  it('stops at the step of an actor who waits', async () => {
    const race = lastTicket(db, ['alice', 'bob'], { select: 'for update' })
    const attempt = await race.attempt('alice×2 bob×3 alice')
    expect(attempt).toMatchObject({ followed: 'alice×2 bob×2', refused: 'bob', next: ['alice'] })
    expect(told(attempt).at(-1)).toBe(
      'bob: select remaining from tickets where id = 1 for update  … waits for alice',
    )
    expect(attempt.timeline.violation).toBeUndefined()
  })

  it('refuses a step behind the end, and an actor that there is not', async () => {
    const race = lastTicket(db, ['alice'])
    expect(await race.attempt('alice×5')).toMatchObject({ followed: 'alice×5', next: [] })
    expect(await race.attempt('alice×6')).toMatchObject({ followed: 'alice×5', refused: 'alice' })
    expect(await race.attempt('carol')).toMatchObject({ followed: '', refused: 'carol' })
  })

  it('knows the actors of its race', () => {
    expect(lastTicket(db, ['alice', 'bob']).actors).toEqual(['alice', 'bob'])
  })
})

describe('the call site of a statement', () => {
  it('is the line that asks, and that of the checkout for what the kit sends', async () => {
    const { moments } = await lastTicket(db, ['alice']).replay('')
    const lines = moments.flatMap((one) => ('at' in one ? [one.at] : []))
    expect(lines).toHaveLength(5)
    expect(new Set(lines).size).toBe(5)
    for (const line of lines)
      expect(line).toMatch(/^packages\/kit\/conductor\/src\/last-ticket\.fixture\.ts:\d+$/)
  })
})
