// What people write instead, for each thing that the shop can be run without.
import { timeoutOnly } from '@lab/circuit-breaker'
import { readThenHold } from '@lab/skip-locked'
import type { IsolationLevel } from '@lab/servers/in-transaction'
import { endOrder } from '../../src/saga/end-order.ts'
import type { Ways } from '../../src/shop.ts'
import { usualWays } from '../../src/usual-ways.ts'
import type { Omission } from '../omissions.ts'
import { hopeForTheBest } from './hope-for-the-best.ts'
import { issueAndTell } from './issue-and-tell.ts'
import { issueEachDelivery } from './issue-each-delivery.ts'
import { queryPerEvent } from './query-per-event.ts'
import { visitBetween } from './visit-between.ts'

const theDefault: IsolationLevel = 'read committed'

const instead: Record<Omission, Partial<Ways>> = {
  'circuit-breaker': {
    guardProvider(call, options) {
      const limited = timeoutOnly(call, options)
      return { call: limited, isOpen: () => false, [Symbol.dispose]() {} }
    },
  },
  'idempotency-key': { claimKey: async () => true },
  inbox: { issueTickets: issueEachDelivery },
  'isolation-levels': { salesLevel: theDefault, payoutLevel: theDefault },
  'n-plus-one': { completeEvents: queryPerEvent },
  outbox: { issueTickets: issueAndTell },
  'rate-limiting': {
    limitRequests: () => (_request, _response, next) => next(),
    limitLogIns: () => [],
  },
  'skip-locked': { holdSeats: readThenHold },
  saga: {
    advance: hopeForTheBest,
    hearIssued: (shop, _means, orderId) => endOrder(shop.pool, orderId, 'complete'),
    ticketsFor: 'pending',
  },
}

/** The shop's ways, without some of what its promises rest on. */
export function waysWithout(without: readonly Omission[]): Ways {
  const ways = Object.assign({}, usualWays, ...without.map((omission) => instead[omission])) as Ways
  const holdSeats = ways.holdSeats
  return {
    ...ways,
    holdSeats: (client, wanted) =>
      holdSeats(visitBetween(client, 'free seats read, not held'), wanted),
  }
}
