import { kafka } from '@lab/servers/kafka'
import { expect, it } from 'vitest'
import { rebalances } from './rebalances.ts'

it('gives each partition to one member, and none to a third member of two partitions', async () => {
  await using bus = await kafka()
  const { assignments, exchange } = await rebalances(bus)
  expect(assignments).toEqual([[2], [1, 1], [1, 1, 0]])
  expect(
    exchange.messages.map(({ from, text, fields = [] }) =>
      [from, text, ...fields.map(({ name, value }) => `${name}=${value}`)].join(' '),
    ),
  ).toEqual([
    'first JoinGroup member=first-…',
    'broker JoinGroup generation=1 member=first-… role=leader',
    'first SyncGroup generation=1 member=first-…',
    'broker SyncGroup partitions=2 of 2',
    'first Heartbeat generation=1 member=first-…',
    'broker Heartbeat error=REBALANCE_IN_PROGRESS',
    'first JoinGroup member=first-…',
    'broker JoinGroup generation=2 member=first-… role=leader',
    'first SyncGroup generation=2 member=first-…',
    'broker SyncGroup partitions=1 of 2',
  ])
})
