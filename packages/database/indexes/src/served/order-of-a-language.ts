// A language sorts by more than the bytes, so what begins with the same letters need not lie
// together: like cannot use this index.
import type { Way } from '../reads-few-blocks.ts'
import { prefix } from './served.ts'

export const orderOfALanguage: Way = { create: ['create index on orders (email)'], ...prefix }
