// Finds the ten customers of the page, and counts the orders of these ten. The page counted them for
// all 1,000 that had ordered in the month.
import { tenFirstStatement } from './step.ts'
import type { Step } from './step.ts'

export const tenFirst: Step = { prepare: [], statement: tenFirstStatement }
