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
    'inbox holds',
    'kafkajs-auto-commit holds',
    'platformatic-autocommit breaks',
    'platformatic-commit-after-work holds',
    'commit-after-work breaks',
    'inbox holds',
    'plain-producer breaks',
    'idempotent-producer holds',
    'transactional-pipeline holds',
    'transactional-pipeline-with-postgresql breaks',
    'unfenced-producer breaks',
    'fenced-producer holds',
    'fenced-producer-that-begins-late breaks',
    'inbox holds',
  ])
  const compared = events.findLast((event) => event.type === 'table')
  expect(compared?.rows.map((row) => row.slice(0, 4))).toEqual([
    ['commit-before-work', '✗ breaks', 1, 0],
    ['commit-after-work', '✗ breaks', 2, 20],
    ['inbox', '✓ holds', 2, 10],
    ['transactional-pipeline', '✗ breaks', 2, 20],
  ])

  const tables = events.flatMap((event) => (event.type === 'table' ? event : []))
  const rowsOf = (title: string) => tables.find((table) => table.title === title)?.rows
  expect(rowsOf('Charged, where 10 is due')).toEqual([
    ['commit-before-work', 10, 0, 10],
    ['commit-after-work', 10, 20, 10],
    ['inbox', 10, 10, 10],
  ])
  expect(rowsOf('Five payments, killed in the third')?.map((row) => row.slice(2))).toEqual([
    [2, 0, 2, 0],
    [2, 2, 0, 0],
    [2, 5, 0, 3],
    [2, 2, 0, 0],
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
