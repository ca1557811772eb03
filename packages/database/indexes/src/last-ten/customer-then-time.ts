// The column that is compared with = first, then the one that orders. The last ten of a customer lie
// beside each other, and the index is read backwards for desc.
import type { Way } from '../reads-few-blocks.ts'
import { lastTen } from './last-ten.ts'

export const customerThenTime: Way = {
  create: ['create index on orders (customer_id, created_at)'],
  ...lastTen,
}
