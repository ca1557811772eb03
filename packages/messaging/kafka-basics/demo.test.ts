import { playedDemo } from '@lab/stage'
import { beforeAll, expect, it } from 'vitest'
import { demo } from './demo.ts'

let played: Awaited<ReturnType<typeof playedDemo>>
beforeAll(async () => {
  played = await playedDemo(demo)
})

it('shows every way as its README claims', () => {
  const { asClaimed, events, verdicts } = played
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed }) => `${way} ${observed}`)).toEqual([
    'without-a-key breaks',
    'customer-as-key holds',
    'key-and-one-partition-more breaks',
    'third-member breaks',
    'offset-per-group holds',
    'compaction holds',
    'retention breaks',
    'acks-0 breaks',
    'acks-1 breaks',
    'acks-all-alone breaks',
    'acks-all-min-2 holds',
    'acks-all holds',
    'customer-as-key holds',
  ])
  const compared = events.findLast((event) => event.type === 'table')
  expect(compared?.rows.map((row) => row.slice(0, 4))).toEqual([
    ['without-a-key', '✗ breaks', 90, 77],
    ['customer-as-key', '✓ holds', 20, 0],
    ['one-partition', '✓ holds', 1, 0],
    ['key-and-one-partition-more', '✗ breaks', 60, 40],
  ])
})

// Here, as three brokers that start, and one that is killed, are played once.
it('loses acknowledged records, unless as many as min.insync.replicas must have them', () => {
  const acknowledged = played.verdicts.filter(({ way }) => way.startsWith('acks-'))
  expect(acknowledged.map(({ way, numbers }) => ({ way, ...numbers }))).toEqual([
    { way: 'acks-0', acknowledged: 5, lost: 5 },
    { way: 'acks-1', acknowledged: 5, lost: 5 },
    { way: 'acks-all-alone', acknowledged: 5, lost: 5 },
    { way: 'acks-all-min-2', acknowledged: 0, lost: 0 },
    { way: 'acks-all', acknowledged: 5, lost: 0 },
  ])
})
