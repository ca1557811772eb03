// Tells the planner that the columns of the place depend on each other: every customer in Lyon is in
// France. It expects 2,000 customers, and reads both tables once.
import { foundStatement } from './step.ts'
import type { Step } from './step.ts'

export const extendedStatistics: Step = {
  prepare: [
    'create statistics places (dependencies) on country, region, city, language from customers',
    'analyze customers',
  ],
  statement: foundStatement,
}
