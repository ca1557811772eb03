// Stores what the statement compares: lower(email). Serves exactly this expression, and the planner
// knows how many rows it finds only after the next analyze.
import type { Way } from '../reads-few-blocks.ts'
import { address } from './served.ts'

export const indexOnTheExpression: Way = {
  create: ['create index on orders (lower(email))', 'analyze orders'],
  ...address,
}
