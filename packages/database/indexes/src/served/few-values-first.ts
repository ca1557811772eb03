// The first column has two values. Since PostgreSQL 18 one scan finds the hour below each of them
// (skip scan).
import type { Way } from '../reads-few-blocks.ts'
import { hour } from './served.ts'

export const fewValuesFirst: Way = {
  create: ['create index on orders (status, created_at)'],
  ...hour,
}
