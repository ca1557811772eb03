import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows what its README says', async () => {
  const { asClaimed, verdicts } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed, numbers }) => ({ way, observed, numbers }))).toEqual([
    {
      way: 'queue-of-the-caller',
      observed: 'breaks',
      numbers: { orders: 46, broken: 27, waiting: 24 },
    },
    { way: 'correlation-id', observed: 'holds', numbers: { orders: 70, broken: 0, waiting: 33 } },
    {
      way: 'queue-of-the-request',
      observed: 'holds',
      numbers: { orders: 46, broken: 0, waiting: 24 },
    },
    {
      way: 'shared-queue',
      observed: 'breaks',
      numbers: { orders: 304, broken: 150, waiting: 136 },
    },
    { way: 'urgent-first', observed: 'breaks', numbers: { taken: 10, others: 0 } },
    { way: 'turns-for-others', observed: 'holds', numbers: { taken: 10, others: 2 } },
    { way: 'careless-settings', observed: 'breaks', numbers: { settings: 7, losing: 7 } },
    { way: 'careful-settings', observed: 'holds', numbers: { settings: 7, losing: 0 } },
    { way: 'postgresql-table', observed: 'breaks', numbers: { requestsOfATable: 4 } },
    { way: 'correlation-id', observed: 'holds', numbers: {} },
  ])
})
