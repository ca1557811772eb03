import type { Claim } from '@lab/stage'
import {
  covering,
  customerAlone,
  customerThenTime,
  fewValuesFirst,
  indexOnTheColumn,
  indexOnTheExpression,
  indexPerColumn,
  manyValuesFirst,
  noIndex,
  orderOfALanguage,
  orderOfBytes,
  partial,
  statusAlone,
  statusThenTime,
  timeThenCustomer,
} from '../src/index.ts'
import type { Way } from '../src/index.ts'

export const promise = 'no customer’s last ten orders cost more than 30 blocks'

/** The ways to the last ten orders of a customer, with their price. */
export const lastTenWays: Record<string, { way: Way; claim: Claim; price: string }> = {
  'no-index': { way: noIndex, claim: 'breaks', price: 'every block of the table' },
  'customer-alone': {
    way: customerAlone,
    claim: 'breaks',
    price: 'reads and sorts all orders of the customer',
  },
  'index-per-column': {
    way: indexPerColumn,
    claim: 'breaks',
    price: 'two indexes to write, one is used',
  },
  'time-then-customer': {
    way: timeThenCustomer,
    claim: 'breaks',
    price: 'reads the index from its end',
  },
  'customer-then-time': { way: customerThenTime, claim: 'holds', price: 'one index to write' },
  covering: {
    way: covering,
    claim: 'holds',
    price: 'a larger index, written when a total changes',
  },
}

/** Every way that is judged by the blocks that it reads. */
export const ways: Record<string, { way: Way; claim: Claim }> = {
  ...lastTenWays,
  'many-values-first': { way: manyValuesFirst, claim: 'breaks' },
  'few-values-first': { way: fewValuesFirst, claim: 'holds' },
  'index-on-the-column': { way: indexOnTheColumn, claim: 'breaks' },
  'index-on-the-expression': { way: indexOnTheExpression, claim: 'holds' },
  'order-of-a-language': { way: orderOfALanguage, claim: 'breaks' },
  'order-of-bytes': { way: orderOfBytes, claim: 'holds' },
  'status-alone': { way: statusAlone, claim: 'breaks' },
  'status-then-time': { way: statusThenTime, claim: 'holds' },
  partial: { way: partial, claim: 'holds' },
}
