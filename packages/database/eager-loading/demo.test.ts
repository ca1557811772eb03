import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ scene, way, observed }) => `${scene}: ${way} ${observed}`)).toEqual([
    'limited-join: limited-join breaks',
    'two-queries: two-queries holds',
    'join: inner-join breaks',
    'join: join holds',
    'json-aggregate: json-number-ids breaks',
    'json-aggregate: json-aggregate holds',
    'wide-parent: join breaks',
    'wide-parent: two-queries holds',
    'wide-parent: json-aggregate holds',
    'crossing-point: join breaks',
    'crossing-point: two-queries breaks',
    'one-moment: two-queries breaks',
    'one-moment: two-queries-of-one-snapshot holds',
    'one-moment: join holds',
    'ways-compared: two-queries holds',
  ])
  const numbersOf = (scene: string, way: string) =>
    verdicts.find((verdict) => verdict.scene === scene && verdict.way === way)?.numbers
  // A card of the catalogue tells the first number by which the two ways differ.
  const firstNumber = (way: string) => Object.entries(numbersOf(way, way) ?? {})[0]
  expect(['limited-join', 'two-queries'].map(firstNumber)).toEqual([
    ['users', 24],
    ['users', 100],
  ])
  expect(numbersOf('crossing-point', 'join')).toEqual({
    shapes: 12,
    joinReceivesLess: 2,
    twoQueriesReceiveLess: 10,
    crossingWithoutBio: 2,
    crossingWithBio: 2,
  })
  expect(numbersOf('one-moment', 'two-queries')).toMatchObject({ orders: 84, broken: 31 })

  const charts = events.flatMap((event) => (event.type === 'chart' ? event : []))
  expect(charts.map(({ series }) => series.map(({ points }) => points.length))).toEqual([
    [6, 6, 6, 6],
    [4, 4],
  ])
  const tables = events.flatMap((event) => (event.type === 'table' ? event : []))
  expect(tables.at(-1)!.rows.map(([way, , ...counts]) => [way, ...counts.slice(0, 3)])).toEqual([
    ['limited-join', 24, 1, 15_821],
    ['inner-join', 90, 1, 71_165],
    ['join', 100, 1, 72_527],
    ['two-queries', 100, 2, 32_304],
    ['json-number-ids', 100, 1, 34_483],
    ['json-aggregate', 100, 1, 35_383],
  ])
})
