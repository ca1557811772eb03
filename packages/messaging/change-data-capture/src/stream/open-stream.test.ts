import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginAgain, openShop } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import { whatItCosts } from '../replica-identity/what-it-costs.ts'
import { createSlot } from '../slot.ts'
import { keepsTheNote } from '../unchanged/keeps-the-note.ts'
import { leaveOutUnchanged } from '../unchanged/leave-out-unchanged.ts'
import { writeEveryColumn } from '../unchanged/write-every-column.ts'
import { openStream } from './open-stream.ts'
import { lsnOf, positionOf } from './position.ts'
import { whatASlotSends } from './what-a-slot-sends.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop[Symbol.asyncDispose]())

describe('a slot', () => {
  it('sends rows after their commit, and no statement', async () => {
    expect(await whatASlotSends(shop)).toEqual({
      'an update that is rolled back': [],
      'an update that is not committed yet': [],
      'its commit': ['update 1 paid'],
      'an update that changes nothing': ['update 1 paid'],
      'a new column, FR for every row': [],
      'an insert': ['insert 3 new FR'],
      'an update of the key': ['update 4 new FR (was 3)'],
      'a delete': ['delete 4'],
      'a truncate': ['truncate'],
    })
  })

  it('sends what is not confirmed again, and nothing of before a confirmation', async () => {
    const { url, plain } = shop
    await beginAgain(shop)
    await createSlot(plain, 'again')
    await plain.query(`update orders set status = 'paid' where id = 1`)
    await plain.query(`update orders set status = 'paid' where id = 2`)
    const read: number[] = []
    for (const confirmed of [undefined, 0, undefined]) {
      await using stream = await openStream({ url, plain, slot: 'again' })
      const { transactions } = await stream.drain()
      read.push(transactions.length)
      if (confirmed !== undefined) await stream.confirm(transactions[confirmed]!.lsn)
    }
    expect(read).toEqual([2, 2, 1])
  })

  it('that does not exist is an error', async () => {
    const { url, plain } = shop
    await expect(openStream({ url, plain, slot: 'nowhere' })).rejects.toThrow(
      'replication slot "nowhere" does not exist',
    )
  })

  it('that is lost while it is read is an error for whoever waits', async () => {
    const { url, plain } = shop
    await createSlot(plain, 'cut')
    const stream = await openStream({ url, plain, slot: 'cut' })
    const waiting = stream.next().catch(({ message }: Error) => message)
    await plain.query(
      `select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = 'cut'`,
    )
    expect(await waiting).toMatch(/terminat/i)
    await stream[Symbol.asyncDispose]()
  })
})

describe('a position', () => {
  it('is a number of 64 bits, whose text PostgreSQL writes without zeros in front', () => {
    for (const lsn of ['0/0', '0/1776DD0', '1/0', 'FF/FFFFFFFF', 'FFFFFFFF/1'])
      expect(lsnOf(positionOf(lsn))).toBe(lsn)
    expect(positionOf('00000001/0000000A')).toBe(0x1_0000_000an)
  })
})

describe('the long note of an order that is paid', () => {
  it('is written as null by writeEveryColumn', async () => {
    expect(await keepsTheNote(shop, writeEveryColumn)).toEqual({
      sent: 'unchanged',
      violation: 'the copy is paid, and has 0 of 8000 letters',
    })
  })

  it('stays with leaveOutUnchanged', async () => {
    expect(await keepsTheNote(shop, leaveOutUnchanged)).toEqual({ sent: 'unchanged' })
  })

  it('is sent with replica identity full', async () => {
    expect(await keepsTheNote(shop, writeEveryColumn, 'full')).toEqual({ sent: 'the note' })
  })
})

describe('replica identity', () => {
  it('default sends the key of a deleted row, and full sends the row and logs it', async () => {
    const usual = await whatItCosts(shop, 'default')
    const full = await whatItCosts(shop, 'full')
    expect(usual).toMatchObject({ update: 'nothing', delete: 'id' })
    const columns = 'id, status, note, updated_at'
    expect(full).toMatchObject({ update: columns, delete: columns })
    expect(full.bytes - usual.bytes).toBeGreaterThanOrEqual(1_000)
  })
})
