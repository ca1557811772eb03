// Reads the orders of the month and no other ones. Each order writes one index more.
import { tenFirstStatement } from './step.ts'
import type { Step } from './step.ts'

export const indexOnTime: Step = {
  prepare: ['create index orders_by_time on orders (created_at)'],
  statement: tenFirstStatement,
}
