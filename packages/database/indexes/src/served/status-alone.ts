// Two values in a whole index: it finds the open orders, and all of them are read and sorted.
import type { Way } from '../reads-few-blocks.ts'
import { openOnes } from './served.ts'

export const statusAlone: Way = { create: ['create index on orders (status)'], ...openOnes }
