import { expect, it } from 'vitest'
import { openRedis } from '../open-redis.ts'
import { countsEveryView } from './counts-every-view.ts'
import { getThenSet } from './get-then-set.ts'
import { incr } from './incr.ts'

it('loses a view by GET and SET in 4 of 6 orders, although Redis runs one command at a time', async () => {
  await using space = await openRedis()
  expect(await countsEveryView(space, getThenSet).explore()).toMatchObject({
    schedules: 6,
    violations: 4,
    exhaustive: true,
    shortest: { schedule: 'alice bob×2 alice', reason: '2 views, 1 counted' },
  })
})

it('loses none by INCR', async () => {
  await using space = await openRedis()
  const found = await countsEveryView(space, incr).holds()
  expect(found).toMatchObject({ schedules: 2, exhaustive: true })
})
