// Has the primary key alone. It does not order the table, and nothing leads to a customer: every row
// is read.
import type { Way } from '../reads-few-blocks.ts'
import { lastTen } from './last-ten.ts'

export const noIndex: Way = { create: [], ...lastTen }
