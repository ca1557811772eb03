// The index has addresses as they were written. What lower makes of one is known when it was read.
import type { Way } from '../reads-few-blocks.ts'
import { address } from './served.ts'

export const indexOnTheColumn: Way = { create: ['create index on orders (email)'], ...address }
