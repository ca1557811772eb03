import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ scene, way, observed }) => `${scene}: ${way} ${observed}`)).toEqual([
    'breaker-per-process: breaker-per-process breaks',
    'shared-breaker: shared-breaker holds',
    'one-probe: check-then-set breaks',
    'one-probe: shared-breaker holds',
    'ways-compared: shared-breaker holds',
  ])
  expect(verdicts[2]!.numbers).toMatchObject({ orders: 148, broken: 140 })
  const tables = events.flatMap((event) => (event.type === 'table' ? event : []))
  expect(tables.at(-1)!.rows.map(([way, , ...counts]) => [way, ...counts.slice(0, 4)])).toEqual([
    ['breaker-per-process', 40, 4, '', ''],
    ['check-then-set', '', '', 148, 140],
    ['shared-breaker', 10, 1, 6, 0],
  ])
})
