import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, verdicts } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  const customers = (usual: number, largest: number, gone: number) => ({
    'a usual customer': usual,
    'the largest': largest,
    'a former customer': gone,
  })
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toMatchObject([
    ['no-index', 'breaks', customers(575, 575, 575)],
    ['customer-then-time', 'holds', customers(12, 4, 3)],
    ['customer-alone', 'breaks', customers(22, 581, 121)],
    ['index-per-column', 'breaks', customers(22, 4, 572)],
    ['time-then-customer', 'breaks', customers(89, 4, 156)],
    ['customer-then-time', 'holds', { worst: 12 }],
    ['covering', 'breaks', { vacuumed: 3, updated: 13, again: 3 }],
    ['many-values-first', 'breaks', { 'one hour': 160 }],
    ['few-values-first', 'holds', { 'one hour': 7 }],
    ['status-alone', 'breaks', { 'open orders': 252 }],
    ['status-then-time', 'holds', { 'open orders': 12, kilobytes: 1_552 }],
    ['partial', 'holds', { 'open orders': 11, kilobytes: 16 }],
    ['index-on-the-column', 'breaks', { 'one address': 575 }],
    ['index-on-the-expression', 'holds', { 'one address': 27 }],
    ['order-of-a-language', 'breaks', { 'one prefix': 54 }],
    ['order-of-bytes', 'holds', { 'one prefix': 3 }],
    ['five-further-indexes', 'breaks', {}],
    ['index-on-what-changes', 'breaks', { hot: 0 }],
    ['in-the-where-of-a-partial', 'breaks', { hot: 0 }],
    ['index-on-what-stays', 'holds', { hot: 50 }],
    ['block-range', 'holds', { hot: 50 }],
    ['cluster', 'breaks', { before: 22, after: 3, later: 20 }],
    ['customer-then-time', 'holds', {}],
  ])
})
