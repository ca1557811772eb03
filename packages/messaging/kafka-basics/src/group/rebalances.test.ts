import { kafka } from '@lab/servers/kafka'
import { expect, it } from 'vitest'
import { readable, rebalances } from './rebalances.ts'

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

it('shows none of the joins that a broker refuses before it gives the member its id', () => {
  const passes = (text: string, outcome?: 'error') => [
    { from: 'first', to: 'broker', text, kind: 'request' as const, atMs: 0 },
    {
      from: 'broker',
      to: 'first',
      text,
      kind: 'reply' as const,
      atMs: 1,
      ...(outcome && { outcome }),
    },
  ]
  const messages = [
    ...passes('JoinGroup', 'error'),
    ...passes('JoinGroup', 'error'),
    ...passes('JoinGroup'),
    ...passes('SyncGroup'),
    ...passes('Heartbeat'),
    ...passes('Heartbeat', 'error'),
  ]
  const shown = readable({ title: '', parties: [], messages }).messages
  expect(shown.map(({ text, kind }) => `${kind} ${text}`)).toEqual([
    'request JoinGroup',
    'reply JoinGroup',
    'request SyncGroup',
    'reply SyncGroup',
    'request Heartbeat',
    'reply Heartbeat',
  ])
})
