import { answerOf } from '@lab/conductor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { advisoryLock } from './advisory-lock.ts'
import { atomicUpdate } from './atomic-update.ts'
import { readThenWrite } from './read-then-write.ts'
import { rowLockNowait } from './row-lock-nowait.ts'
import { rowLock } from './row-lock.ts'
import { sellsEachTicketOnce } from './sells-each-ticket-once.ts'
import { serializableRetry } from './serializable-retry.ts'
import { versionCheck } from './version-check.ts'

const two = ['alice', 'bob']
const three = ['alice', 'bob', 'carol']

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('readThenWrite', () => {
  it('sells the last ticket twice in 80 of 92 orders of two buyers', async () => {
    expect(await sellsEachTicketOnce(db, readThenWrite, two).explore()).toMatchObject({
      schedules: 92,
      violations: 80,
      exhaustive: true,
      shortest: { schedule: 'alice×2 bob×5 alice×3', reason: '1 ticket, 2 sold, 0 left' },
    })
  })

  it('sells it too often in 47 640 of 48 540 orders of three buyers', async () => {
    const found = await sellsEachTicketOnce(db, readThenWrite, three).explore()
    expect(found).toMatchObject({ schedules: 48_540, violations: 47_640, exhaustive: true })
    const reasons = found.outcomes.map(({ violation }) => violation)
    expect(new Set(reasons)).toEqual(
      new Set([undefined, '1 ticket, 2 sold, 0 left', '1 ticket, 3 sold, 0 left']),
    )
  })
})

describe.each([
  {
    way: rowLock,
    ofTwo: { schedules: 36, waits: 24 },
    ofThree: { schedules: 2_682, waits: 2_358 },
  },
  {
    way: rowLockNowait,
    ofTwo: { schedules: 80, waits: 0 },
    ofThree: { schedules: 15_540, waits: 0 },
  },
  {
    way: atomicUpdate,
    ofTwo: { schedules: 24, waits: 14 },
    ofThree: { schedules: 1_926, waits: 1_266 },
  },
  {
    way: versionCheck,
    ofTwo: { schedules: 92, waits: 50 },
    ofThree: { schedules: 1_288_140, waits: 951_450 },
  },
  {
    way: advisoryLock,
    ofTwo: { schedules: 50, waits: 36 },
    ofThree: { schedules: 6_210, waits: 5_748 },
  },
])('$way.name', ({ way, ofTwo, ofThree }) => {
  it(`sells the last ticket once in all ${ofTwo.schedules} orders of two buyers`, async () => {
    expect(await sellsEachTicketOnce(db, way, two).holds()).toMatchObject({
      ...ofTwo,
      exhaustive: true,
    })
  })

  it(`sells it once in all ${ofThree.schedules} orders of three buyers`, async () => {
    expect(await sellsEachTicketOnce(db, way, three).holds()).toMatchObject({
      ...ofThree,
      exhaustive: true,
    })
  })
})

describe('select for update', () => {
  it('lets a plain select read on while the row is locked', async () => {
    await db.plain.query('update tickets set remaining = 1 where id = 1')
    const [holder, reader] = [await db.plain.connect(), await db.plain.connect()]
    await holder.query('begin')
    await holder.query('select remaining from tickets where id = 1 for update')
    const { rows } = await reader.query('select remaining from tickets where id = 1')
    expect(rows).toEqual([{ remaining: 1 }])
    await holder.query('rollback')
    holder.release()
    reader.release()
  })

  it.each([
    { lock: 'for update', answer: 'waits' },
    { lock: 'for no key update', answer: 'INSERT 1' },
  ])('$lock: an insert that refers to the row $answer', async ({ lock, answer }) => {
    await db.plain.query('update tickets set remaining = 1 where id = 1')
    const [holder, seller] = [await db.plain.connect(), await db.plain.connect()]
    await holder.query('begin')
    await holder.query(`select remaining from tickets where id = 1 ${lock}`)
    await seller.query(`begin; set local lock_timeout = '200ms'`)
    const sold = await seller
      .query(`insert into sales (ticket_id, buyer) values (1, 'bob')`)
      .then(({ command, rowCount }) => `${command} ${rowCount}`)
      .catch(({ code }) => (code === '55P03' ? 'waits' : code))
    expect(sold).toBe(answer)
    for (const client of [seller, holder]) {
      await client.query('rollback')
      client.release()
    }
  })
})

describe('rowLockNowait', () => {
  it('answers busy instead of waiting', async () => {
    const { outcomes } = await sellsEachTicketOnce(db, rowLockNowait, two).explore()
    const answers = outcomes.map(({ endings }) => Object.values(endings).map(answerOf))
    expect(answers).toContainEqual(['sold', 'busy'])
  })
})

describe('serializableRetry', () => {
  it('sells the last ticket once in all 92 orders of two buyers', async () => {
    expect(await sellsEachTicketOnce(db, serializableRetry, two).holds()).toMatchObject({
      schedules: 92,
      exhaustive: true,
    })
  })

  it('sells it once in all 90 orders of three buyers with at most one preemption', async () => {
    expect(
      await sellsEachTicketOnce(db, serializableRetry, three).holds({ preemptions: 1 }),
    ).toMatchObject({ schedules: 90, exhaustive: false, bound: { preemptions: 1 } })
  })
})
