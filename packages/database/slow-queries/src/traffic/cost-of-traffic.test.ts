import { expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import { costOfTraffic } from './cost-of-traffic.ts'

it('finds the page dearest that is sent 20 times, not the look-up that is sent 2,000 times', async () => {
  await using db = await openDatabase()
  const costs = await costOfTraffic(db)
  expect(costs.map(({ name, sum }) => [name, sum])).toEqual([
    ['the best of Lyon', 341_700],
    ['look a customer up', 6_000],
    ['the orders of a customer', 2_800],
    ['count all orders', 368],
  ])
})
