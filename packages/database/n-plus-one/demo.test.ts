import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ scene, way, observed }) => `${scene}: ${way} ${observed}`)).toEqual([
    'query-per-row: query-per-row breaks',
    'two-queries: two-queries holds',
    'parallel-queries: parallel-queries breaks',
    'join: join holds',
    'endpoint: lazy-relation breaks',
    'endpoint: posts-in-the-list holds',
    'plans: query-per-row breaks',
    'plans: join holds',
    'latency: query-per-row breaks',
    'latency: two-queries holds',
    'ways-compared: two-queries holds',
  ])
  const numbersOf = (scene: string, way: string) =>
    verdicts.find((verdict) => verdict.scene === scene && verdict.way === way)?.numbers
  expect(numbersOf('query-per-row', 'query-per-row')).toEqual({
    statements: 101,
    rows: 550,
    bytesReceived: 37_739,
  })
  expect(numbersOf('endpoint', 'lazy-relation')).toEqual({ statements: 101 })
  expect(numbersOf('plans', 'join')).toEqual({ statements: 1, buffers: 5 })
  expect(numbersOf('plans', 'query-per-row')).toMatchObject({ statements: 101 })

  const trees = events.flatMap((event) => (event.type === 'tree' ? event.root : []))
  expect(trees.map(({ label, values }) => [label, values[1]])).toEqual([
    ['Sort', 1],
    ['Sort', 460],
  ])
  const charts = events.flatMap((event) => (event.type === 'chart' ? event : []))
  expect(charts.map(({ series }) => series.map(({ points }) => points.length))).toEqual([
    [5, 5, 5, 5],
    [5, 5, 5, 5],
  ])
  const tables = events.flatMap((event) => (event.type === 'table' ? event : []))
  const expectation = tables
    .flatMap(({ columns }) => columns)
    .filter((name) => name.startsWith('Expected'))
  expect(expectation).toEqual(['Expected 1 statement, 101 sent'])
  expect(tables.at(-1)!.rows.map(([way, , ...counts]) => [way, ...counts.slice(0, 3)])).toEqual([
    ['query-per-row', 101, 550, 37_739],
    ['parallel-queries', 101, 550, 37_739],
    ['two-queries', 2, 550, 32_304],
    ['join', 1, 460, 72_527],
  ])
})
