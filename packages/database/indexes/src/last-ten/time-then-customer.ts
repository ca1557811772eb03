// Both columns, in the order in which the statement does not ask. The orders of a customer lie
// scattered over the whole index.
import type { Way } from '../reads-few-blocks.ts'
import { lastTen } from './last-ten.ts'

export const timeThenCustomer: Way = {
  create: ['create index on orders (created_at, customer_id)'],
  ...lastTen,
}
