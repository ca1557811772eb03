// The planner knows of the month now. Of the place it still expects 16 customers of 2,000, and the
// plan stays.
import { foundStatement } from './step.ts'
import type { Step } from './step.ts'

export const freshStatistics: Step = {
  prepare: ['analyze customers, orders'],
  statement: foundStatement,
}
