import { it } from 'vitest'
import { openPayments } from '../open-payments.ts'
import { chargeEachDelivery } from './charge-each-delivery.ts'
import { chargesAfterARebalance } from './charges-after-a-rebalance.ts'
import { inbox } from './inbox.ts'

// Each waits for the broker to give a member up, and has accounts of its own: they wait together.
it.concurrent('gives the partition to the second member, refuses the commit of the first, and charges twice', async ({
  expect,
}) => {
  await using world = await openPayments()
  const { exchange, ...rest } = await chargesAfterARebalance(world, chargeEachDelivery)
  expect(rest).toEqual({ deliveries: 2, charged: 20, refusal: 'UNKNOWN_MEMBER_ID' })
  expect(exchange.parties).toEqual(['first', 'broker', 'second'])
  expect(
    exchange.messages.map(({ from, to, text, fields = [] }) =>
      [`${from} → ${to}`, text, ...fields.map(({ name, value }) => `${name}=${value}`)].join(' '),
    ),
  ).toEqual([
    'first → broker JoinGroup member=first-…',
    'broker → first JoinGroup generation=1 member=first-… role=leader',
    'first → broker SyncGroup generation=1 member=first-…',
    'broker → first SyncGroup partitions=0',
    'second → broker JoinGroup member=second-…',
    'broker → second JoinGroup generation=2 member=second-… role=leader',
    'second → broker SyncGroup generation=2 member=second-…',
    'broker → second SyncGroup partitions=0',
    'second → broker OffsetCommit generation=2 member=second-… partition=0 offset=1',
    'broker → second OffsetCommit',
    'first → broker OffsetCommit generation=1 member=first-… partition=0 offset=1',
    'broker → first OffsetCommit error=UNKNOWN_MEMBER_ID',
  ])
})

it.concurrent('charges once when the id is in the inbox', async ({ expect }) => {
  await using world = await openPayments()
  expect(await chargesAfterARebalance(world, inbox)).toMatchObject({
    deliveries: 2,
    charged: 10,
    refusal: 'UNKNOWN_MEMBER_ID',
  })
})
