// The first column has thousands of values, so the hour lies in thousands of places of the index.
import type { Way } from '../reads-few-blocks.ts'
import { hour } from './served.ts'

export const manyValuesFirst: Way = {
  create: ['create index on orders (customer_id, created_at)'],
  ...hour,
}
