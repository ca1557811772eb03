// Has the open orders only, in the order in which they are asked for. Serves statements whose where
// says the same, as a constant.
import type { Way } from '../reads-few-blocks.ts'
import { openOnes } from './served.ts'

export const partial: Way = {
  create: [`create index on orders (created_at) where status = 'open'`],
  ...openOnes,
}
