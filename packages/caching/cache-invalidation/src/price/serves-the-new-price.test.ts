import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStores } from '../open-stores.ts'
import type { World } from '../open-stores.ts'
import { deleteBeforeCommit } from './delete-before-commit.ts'
import { deleteThenWrite } from './delete-then-write.ts'
import { deleteTwice } from './delete-twice.ts'
import { leaseAndOutbox } from './lease-and-outbox.ts'
import { lease } from './lease.ts'
import { servesTheNewPrice } from './serves-the-new-price.ts'
import { setIfNewer } from './set-if-newer.ts'
import { ttlOnly } from './ttl-only.ts'
import { versionedKeys } from './versioned-keys.ts'
import { writeThenDelete } from './write-then-delete.ts'
import { writeThenSet } from './write-then-set.ts'

let world: World
beforeAll(async () => {
  world = await openStores()
})
afterAll(() => world[Symbol.asyncDispose]())

describe('a reader that finds nothing in the cache, and a writer', () => {
  it.each([
    { way: ttlOnly, name: 'ttlOnly', broken: 46, orders: 56 },
    { way: deleteThenWrite, name: 'deleteThenWrite', broken: 110, orders: 126 },
    { way: deleteBeforeCommit, name: 'deleteBeforeCommit', broken: 90, orders: 126 },
    { way: writeThenDelete, name: 'writeThenDelete', broken: 35, orders: 126 },
    { way: writeThenSet, name: 'writeThenSet', broken: 35, orders: 126 },
    { way: deleteTwice, name: 'deleteTwice', broken: 95, orders: 462 },
  ])('$name leaves the old price in $broken of $orders orders', async ({ way, broken, orders }) => {
    expect(await servesTheNewPrice(world, way).explore()).toMatchObject({
      violations: broken,
      schedules: orders,
      exhaustive: true,
      outcomes: expect.arrayContaining([
        expect.objectContaining({ violation: 'the price is 120, and the cache says 100' }),
      ]),
    })
  })

  it.each([
    { way: versionedKeys, name: 'versionedKeys', orders: 210 },
    { way: setIfNewer, name: 'setIfNewer', orders: 126 },
    { way: lease, name: 'lease', orders: 210 },
    { way: leaseAndOutbox, name: 'leaseAndOutbox', orders: 3_003 },
  ])('$name leaves the new price in all $orders', async ({ way, orders }) => {
    const found = await servesTheNewPrice(world, way).holds()
    expect(found).toMatchObject({ schedules: orders, exhaustive: true })
  })

  it('the losing order of writeThenDelete needs a reader that is slower than the writer', async () => {
    const { shortest } = await servesTheNewPrice(world, writeThenDelete).explore()
    expect(shortest!.schedule).toBe('reader×4 writer×4 reader')
  })

  it('that of deleteTwice needs one that is slower than the pause', async () => {
    const { shortest } = await servesTheNewPrice(world, deleteTwice).explore()
    expect(shortest!.schedule).toBe('reader×4 writer×4 fire(writer) writer reader')
  })
})

describe('two writers', () => {
  const twoWriters = { prices: [110, 120], readers: 0 } as const

  it('that set the price leave the older one in 14 of 52 orders', async () => {
    expect(await servesTheNewPrice(world, writeThenSet, twoWriters).explore()).toMatchObject({
      violations: 14,
      schedules: 52,
      exhaustive: true,
      shortest: {
        schedule: 'first-writer×3 second-writer×4 first-writer',
        reason: 'the price is 120, and the cache says 110',
      },
    })
  })

  it.each([
    { way: writeThenDelete, name: 'writeThenDelete' },
    { way: versionedKeys, name: 'versionedKeys' },
    { way: setIfNewer, name: 'setIfNewer' },
    { way: lease, name: 'lease' },
  ])('leave the newer one in every order with $name', async ({ way }) => {
    expect(await servesTheNewPrice(world, way, twoWriters).holds()).toMatchObject({
      schedules: 52,
      exhaustive: true,
    })
  })
})

describe('a writer that dies', () => {
  const dies = { writersDie: true, readers: 0 } as const

  it.each([
    { way: deleteThenWrite, name: 'deleteThenWrite', broken: 0, orders: 3 },
    { way: deleteBeforeCommit, name: 'deleteBeforeCommit', broken: 0, orders: 5 },
    { way: writeThenDelete, name: 'writeThenDelete', broken: 1, orders: 3 },
    { way: deleteTwice, name: 'deleteTwice', broken: 0, orders: 5 },
    { way: writeThenSet, name: 'writeThenSet', broken: 1, orders: 3 },
    { way: versionedKeys, name: 'versionedKeys', broken: 1, orders: 3 },
    { way: setIfNewer, name: 'setIfNewer', broken: 1, orders: 3 },
    { way: lease, name: 'lease', broken: 1, orders: 3 },
    { way: leaseAndOutbox, name: 'leaseAndOutbox', broken: 0, orders: 7 },
  ])('at any step leaves the old price in $broken of $orders orders of $name', async (row) => {
    expect(await servesTheNewPrice(world, row.way, dies).explore()).toMatchObject({
      violations: row.broken,
      schedules: row.orders,
      exhaustive: true,
    })
  })
})

describe('keys that Redis evicts', () => {
  it.each([
    { way: versionedKeys, name: 'versionedKeys', broken: 66, orders: 2_310 },
    { way: setIfNewer, name: 'setIfNewer', broken: 45, orders: 1_256 },
    { way: lease, name: 'lease', broken: 0, orders: 2_310 },
  ])('bring the old price back in $broken of $orders orders of $name', async (row) => {
    const race = servesTheNewPrice(world, row.way, { evicts: 'every key' })
    expect(await race.explore()).toMatchObject({
      violations: row.broken,
      schedules: row.orders,
      exhaustive: true,
    })
  })
})

describe('a key that is left with the old price', () => {
  it.each([
    { way: ttlOnly, name: 'ttlOnly' },
    { way: writeThenDelete, name: 'writeThenDelete' },
    { way: setIfNewer, name: 'setIfNewer' },
    { way: lease, name: 'lease' },
  ])('ends within an hour: $name', async ({ way }) => {
    const race = servesTheNewPrice(world, way, { writersDie: true, readers: 0 })
    const { outcomes } = await race.explore()
    const { simplest } = outcomes.find(({ violation }) => violation !== undefined)!
    await race.replay(simplest)
    const [key, ...others] = await world.space.plain.keys('*')
    expect([key, ...others]).toEqual(['price:1'])
    const leftMs = await world.space.plain.pttl(key!)
    expect(leftMs).toBeGreaterThan(0)
    expect(leftMs).toBeLessThanOrEqual(3_600_000)
  })
})
