import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, events, verdicts } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed }) => `${way} ${observed}`)).toEqual([
    'charge-each-delivery breaks',
    'inbox-in-one-transaction holds',
    'charge-each-delivery breaks',
    'inbox-in-one-transaction holds',
    'look-then-process breaks',
    'inbox-in-one-transaction holds',
    'inbox-in-one-statement holds',
    'natural-key-upsert holds',
    'batch-inbox holds',
    'offset-in-transaction holds',
    'offset-in-transaction-sent-twice breaks',
    'mail-after-commit breaks',
    'mail-in-transaction breaks',
    'mail-with-key holds',
    'plain-producer breaks',
    'idempotent-producer holds',
    'transactional-pipeline holds',
    'transactional-pipeline-with-an-effect breaks',
    'inbox-kept-for-a-day breaks',
    'inbox-kept-as-long-as-the-topic holds',
  ])
  expect(verdicts.find(({ way }) => way === 'look-then-process')!.numbers).toMatchObject({
    crashOrders: 9,
    crashBroken: 1,
    rebalanceOrders: 875_920,
    rebalanceBroken: 873_906,
  })

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
