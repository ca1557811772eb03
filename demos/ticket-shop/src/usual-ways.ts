import { skipLockedSeats } from '@lab/skip-locked'
import { queryPerCollection } from './events/query-per-collection.ts'
import { limitLogIns, limitRequests } from './http/limit-requests.ts'
import { claimKey } from './orders/claim-key.ts'
import { breakCircuit } from './payments/break-circuit.ts'
import { goOn, hearIssued } from './saga/go-on.ts'
import type { Ways } from './shop.ts'
import { issueTickets } from './tickets/issue-tickets.ts'

/** What the shop runs with. */
export const usualWays: Ways = {
  claimKey,
  holdSeats: skipLockedSeats,
  advance: goOn,
  hearIssued,
  issueTickets,
  ticketsFor: 'charged',
  guardProvider: breakCircuit,
  limitRequests,
  limitLogIns,
  completeEvents: queryPerCollection,
  salesLevel: 'repeatable read',
  payoutLevel: 'serializable',
}
