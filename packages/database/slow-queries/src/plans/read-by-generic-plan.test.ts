import { expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import { readByGenericPlan } from './read-by-generic-plan.ts'

it('keeps a plan that is right for shipped orders, and reads 524 blocks for failed ones instead of 4', async () => {
  await using db = await openDatabase()
  const { custom, generic, genericPlans } = await readByGenericPlan(db)
  expect(custom.buffers).toBe(4)
  expect(custom.labels.at(-1)).toBe('Index Scan using orders_by_status on orders')
  expect(generic.buffers).toBe(524)
  expect(generic.labels.at(-1)).toBe('Index Scan using orders_in_time on orders')
  expect(genericPlans).toBeGreaterThan(0)
})
