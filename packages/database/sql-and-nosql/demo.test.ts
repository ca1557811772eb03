import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, verdicts } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toMatchObject([
    ['documents', 'breaks', { statements: 5 }],
    ['relational', 'holds', { statements: 5 }],
    ['key-value', 'breaks', { statements: 9 }],
    ['wide-rows', 'breaks', { statements: 7 }],
    ['graph', 'holds', { statements: 5 }],
    ['one-shape-for-all', 'breaks', { winners: 5 }],
    ['not-null-column', 'holds', {}],
    ['no-check', 'breaks', {}],
    ['check-of-value', 'breaks', {}],
    ['check-is-true', 'holds', {}],
    ['check-not-valid', 'breaks', {}],
    ['row-per-attribute', 'breaks', {}],
    ['jsonb-set', 'breaks', { 'kilobytes written': 55, 'blocks to read a key': 10 }],
    ['column', 'holds', { bytes: 71 }],
    ['read-then-write', 'breaks', { orders: 672, broken: 658 }],
    ['jsonb-set', 'holds', { orders: 14, broken: 0 }],
    ['row-lock', 'holds', { orders: 24, broken: 0 }],
    ['column', 'holds', { orders: 14, broken: 0 }],
    ['relational', 'holds', {}],
  ])
})
