import type { Claim } from '@lab/stage'
import { outbox, publishInTransaction, publishThenWrite, writeThenPublish } from '../src/index.ts'
import type { PlaceOrder } from '../src/index.ts'

export const promise = 'an event for each order, and an order for each event'

export interface Way {
  way: string
  place: PlaceOrder
  claim: Claim
  price: string
}

export const ways: Way[] = [
  { way: 'write-then-publish', place: writeThenPublish, claim: 'breaks', price: 'a lost event' },
  { way: 'publish-then-write', place: publishThenWrite, claim: 'breaks', price: 'a false event' },
  {
    way: 'publish-in-transaction',
    place: publishInTransaction,
    claim: 'breaks',
    price: 'a false event',
  },
  { way: 'outbox', place: outbox, claim: 'holds', price: 'a row, a relay, events that come twice' },
]

export const wayOf = (name: string): Way => ways.find(({ way }) => way === name)!
