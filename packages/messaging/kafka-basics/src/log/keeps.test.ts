import type { DedicatedKafka } from '@lab/servers/dedicated-kafka'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { deletesUnread, keepsTheLastOfEachKey, openCleaningBroker } from './keeps.ts'

let bus: DedicatedKafka
beforeAll(async () => {
  bus = await openCleaningBroker()
})
afterAll(() => bus[Symbol.asyncDispose]())

it('keeps the last record of each key by compaction, and what is in the active segment', async () => {
  expect(await keepsTheLastOfEachKey(bus)).toEqual([
    { offset: 1, record: 'cup 5' },
    { offset: 2, record: 'tea 2' },
    { offset: 3, record: 'tea 3' },
  ])
})

it('deletes records by retention that no group has read', async () => {
  expect(await deletesUnread(bus)).toEqual({ read: 0, next: 3 })
})
