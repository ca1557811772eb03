// An operator class that compares byte by byte, for like 'x%' and for =. An order by of the column
// needs the other index.
import type { Way } from '../reads-few-blocks.ts'
import { prefix } from './served.ts'

export const orderOfBytes: Way = {
  create: ['create index on orders (email text_pattern_ops)'],
  ...prefix,
}
