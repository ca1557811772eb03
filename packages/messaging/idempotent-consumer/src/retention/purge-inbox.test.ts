import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPayments } from '../open-payments.ts'
import type { Payments } from '../open-payments.ts'
import { chargesAfterAPause } from './charges-after-a-pause.ts'
import { purgeInbox } from './purge-inbox.ts'

let world: Payments
beforeAll(async () => {
  world = await openPayments()
})
afterAll(() => world[Symbol.asyncDispose]())

it('charges again when the id was purged and the topic still has the record', async () => {
  expect(await chargesAfterAPause(world, { keepDays: 1 })).toBe(20)
})

it('charges once when the inbox keeps ids as long as the topic keeps records', async () => {
  expect(await chargesAfterAPause(world, { keepDays: 7 })).toBe(10)
})

it('deletes ids that are older than the days to keep, and no others', async () => {
  await world.plain.query(`
    delete from inbox;
    insert into inbox values ('old', '2026-01-01T00:00Z'), ('young', '2026-01-03T00:00Z')`)
  const now = new Date('2026-01-09T00:00Z')
  expect(await purgeInbox(world.plain, { now, keepDays: 7 })).toBe(1)
  const { rows } = await world.plain.query('select message_id from inbox')
  expect(rows).toEqual([{ message_id: 'young' }])
})
