import { describe, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import { batchesByKey } from './batches-by-key.ts'
import { batchesOfNull } from './batches-of-null.ts'
import { copyAtOnce } from './copy-at-once.ts'
import { fillsEveryRow, secondPass } from './fills-every-row.ts'

describe.concurrent('a backfill while the old version renames a customer', () => {
  it.for([
    { way: copyAtOnce, orders: 14, broken: 7 },
    { way: batchesOfNull, orders: 660, broken: 610 },
    { way: batchesByKey, orders: 660, broken: 610 },
  ])(
    '$way.name misses the new name in $broken of $orders orders',
    async ({ way, orders, broken }, { expect }) => {
      await using db = await openDatabase()
      expect(await fillsEveryRow(db, way, 'add-and-copy').explore()).toMatchObject({
        schedules: orders,
        violations: broken,
        exhaustive: true,
        shortest: { reason: 'the new column has "Ada" instead of "Ada L."' },
      })
    },
  )

  it('misses it in none of 660 with a trigger that was there before', async ({ expect }) => {
    await using db = await openDatabase()
    const found = await fillsEveryRow(db, batchesByKey, 'expand-and-contract').holds()
    expect(found).toMatchObject({ schedules: 660, exhaustive: true })
  })

  it('misses it in none of 660 with a second pass over rows that differ', async ({ expect }) => {
    await using db = await openDatabase()
    const found = await fillsEveryRow(db, batchesByKey, 'add-and-copy', secondPass).holds()
    expect(found).toMatchObject({ schedules: 660, exhaustive: true })
  })

  it('misses it with a second pass that looks for empty columns only', async ({ expect }) => {
    await using db = await openDatabase()
    const onlyEmpty = 'update customers set full_name = name where full_name is null'
    const race = fillsEveryRow(db, batchesByKey, 'add-and-copy', onlyEmpty)
    const { violation } = await race.replay('backfill×6 old×3 backfill×9')
    expect(violation).toBe('the new column has "Ada" instead of "Ada L."')
  })
})
