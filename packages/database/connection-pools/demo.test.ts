import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { events, verdicts } = await playedDemo(demo)
  expect(verdicts.map(({ way, observed, numbers }) => [way, observed, numbers])).toMatchObject([
    ['nested-checkout', 'breaks', { orders: 74, broken: 18 }],
    ['client-passed-down', 'holds', { orders: 70, broken: 0 }],
    ['three-clients-for-two', 'holds', {}],
    ['three-clients-for-three', 'breaks', {}],
    ['log-through-a-second-pool', 'holds', { orders: 856, broken: 0 }],
    ['log-first', 'holds', { orders: 924, broken: 0 }],
    ['release-after-success', 'breaks', { orders: 9, broken: 9 }],
    ['connection-timeout', 'breaks', {}],
    ['release-without-rollback', 'breaks', { orders: 9, broken: 9 }],
    ['transaction-on-the-pool', 'breaks', {}],
    ['set-on-the-pool', 'breaks', { orders: 24, broken: 20 }],
    ['set-on-a-client', 'breaks', { orders: 11, broken: 7 }],
    ['set-local', 'holds', { orders: 9, broken: 0 }],
    ['reset-on-release', 'holds', { orders: 13, broken: 0 }],
    ['connect-per-request', 'breaks', { answered: 10, refused: 2, connections: 10 }],
    ['shared-pool', 'holds', { answered: 12, refused: 0, connections: 8 }],
    ['pool-per-module', 'breaks', { answered: 10, refused: 2, connections: 10 }],
    ['one-client', 'breaks', {}],
    ['thirty-two-clients', 'holds', {}],
    ['client-passed-down', 'holds', {}],
  ])
  expect(verdicts.every(({ claim, observed }) => claim === observed)).toBe(true)
  const compared = events.findLast((event) => event.type === 'table')
  expect(compared?.rows.map((row) => row.slice(0, 4))).toEqual([
    ['nested-checkout', '✗ breaks', 74, 18],
    ['release-after-success', '✗ breaks', 35, 35],
    ['release-without-rollback', '✗ breaks', 35, 35],
    ['log-through-a-second-pool', '✓ holds', 856, 0],
    ['log-first', '✓ holds', 924, 0],
    ['client-passed-down', '✓ holds', 70, 0],
  ])
})
