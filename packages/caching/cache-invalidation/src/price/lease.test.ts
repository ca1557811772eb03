import { expect, it } from 'vitest'
import { openStores } from '../open-stores.ts'
import { lease } from './lease.ts'
import { servesTheNewPrice } from './serves-the-new-price.ts'

it('lease leaves the new price in all 1,678,700 orders with two readers', async () => {
  await using world = await openStores()
  const found = await servesTheNewPrice(world, lease, { readers: 2 }).holds()
  expect(found).toMatchObject({ schedules: 1_678_700, exhaustive: true })
})
