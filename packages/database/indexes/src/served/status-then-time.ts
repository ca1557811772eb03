// Finds the ten oldest at once. Of its entries 199 in 200 are for shipped orders, which are never
// asked for.
import type { Way } from '../reads-few-blocks.ts'
import { openOnes } from './served.ts'

export const statusThenTime: Way = {
  create: ['create index on orders (status, created_at)'],
  ...openOnes,
}
