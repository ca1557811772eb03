// An index for each column of the statement. One of the two serves it: either all orders of the
// customer are sorted, or all orders are read from the newest on until ten are theirs.
import type { Way } from '../reads-few-blocks.ts'
import { lastTen } from './last-ten.ts'

export const indexPerColumn: Way = {
  create: ['create index on orders (customer_id)', 'create index on orders (created_at)'],
  ...lastTen,
}
