// Finds the customer's orders. Which of them are the last ten is known when all of them were read and
// sorted.
import type { Way } from '../reads-few-blocks.ts'
import { lastTen } from './last-ten.ts'

export const customerAlone: Way = {
  create: ['create index on orders (customer_id)'],
  ...lastTen,
}
