import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, events, verdicts } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed }) => `${way} ${observed}`)).toEqual([
    'look-then-process breaks',
    'look-then-process breaks',
    'charge-each-delivery breaks',
    'inbox-in-one-transaction holds',
    'inbox-in-one-statement holds',
    'natural-key-upsert holds',
    'batch-inbox holds',
    'offset-in-transaction holds',
    'offset-in-transaction-sent-twice breaks',
    'inbox-kept-for-a-day breaks',
    'inbox-kept-as-long-as-the-topic holds',
    'inbox-in-one-transaction holds',
  ])
  expect(verdicts.slice(0, 2).map(({ numbers }) => numbers)).toEqual([
    { crashOrders: 9, crashBroken: 1, crashWaiting: 0 },
    { rebalanceOrders: 875_920, rebalanceBroken: 873_906, rebalanceWaiting: 319_572 },
  ])
  const [table] = events.filter((event) => event.type === 'table')
  expect(table?.rows.map((row) => row.slice(0, 4))).toEqual([
    ['charge-each-delivery', '✗ breaks', '1 of 5', '328 of 342'],
    ['look-then-process', '✗ breaks', '1 of 9', '873,906 of 875,920'],
    ['inbox-in-one-transaction', '✓ holds', '0 of 8', '0 of 640'],
    ['inbox-in-one-statement', '✓ holds', '0 of 5', '0 of 342'],
    ['natural-key-upsert', '✓ holds', '0 of 5', '0 of 342'],
  ])
})
