import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, events, verdicts } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed }) => `${way} ${observed}`)).toEqual([
    'commit-after-work breaks',
    'commit-before-work breaks',
    'inbox holds',
    'commit-after-work breaks',
    'inbox holds',
    'plain-producer breaks',
    'idempotent-producer holds',
    'transactional-pipeline holds',
    'transactional-pipeline-with-postgresql breaks',
    'inbox holds',
  ])
  const compared = events.findLast((event) => event.type === 'table')
  expect(compared?.rows.map((row) => row.slice(0, 4))).toEqual([
    ['commit-before-work', '✗ breaks', 1, 0],
    ['commit-after-work', '✗ breaks', 2, 20],
    ['inbox', '✓ holds', 2, 10],
    ['transactional-pipeline', '✗ breaks', 2, 20],
  ])

  const [exchange] = events.flatMap((event) => (event.type === 'exchange' ? event : []))
  expect(exchange!.parties).toEqual(['first', 'broker', 'second'])
  expect(exchange!.messages.at(-1)).toMatchObject({
    from: 'broker',
    to: 'first',
    text: 'OffsetCommit',
    outcome: 'error',
    fields: [{ name: 'error', value: 'UNKNOWN_MEMBER_ID' }],
  })
})
