import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ scene, way, observed }) => `${scene}: ${way} ${observed}`)).toEqual([
    'query-per-row: query-per-row breaks',
    'parallel-queries: parallel-queries breaks',
    'join: inner-join breaks',
    'join: limited-join breaks',
    'join: join holds',
    'two-queries: two-queries holds',
    'json-aggregate: json-number-ids breaks',
    'json-aggregate: json-aggregate holds',
    'batching-loader: awaited-loader breaks',
    'batching-loader: batching-loader holds',
    'plans: query-per-row breaks',
    'plans: join holds',
    'loader-cache: shared-loader breaks',
    'loader-cache: loader-per-request holds',
    'id-list: joined-text breaks',
    'id-list: placeholder-list breaks',
    'id-list: array-parameter holds',
    'row-explosion: join breaks',
    'row-explosion: two-queries holds',
    'row-explosion: json-aggregate holds',
    'two-children: join-both breaks',
    'two-children: deduplicated-join breaks',
    'two-children: query-per-collection holds',
    'two-children: aggregate-per-collection holds',
    'two-children: count-of-join breaks',
    'two-children: count-per-collection holds',
    'crossing-point: join breaks',
    'crossing-point: two-queries breaks',
    'latency: query-per-row breaks',
    'latency: two-queries holds',
    'one-moment: two-queries breaks',
    'one-moment: two-queries-of-one-snapshot holds',
    'one-moment: join holds',
    'lazy-query: unawaited-builder breaks',
    'lazy-query: builder-awaited-twice breaks',
    'lazy-query: caught-builder holds',
    'lazy-query: promise-awaited-twice holds',
    'endpoint: lazy-relation breaks',
    'endpoint: posts-in-the-list holds',
  ])
  const numbersOf = (scene: string, way: string) =>
    verdicts.find((verdict) => verdict.scene === scene && verdict.way === way)?.numbers
  expect(numbersOf('query-per-row', 'query-per-row')).toEqual({
    statements: 101,
    rows: 550,
    bytesReceived: 37_739,
  })
  expect(numbersOf('crossing-point', 'join')).toEqual({
    shapes: 12,
    joinReceivesLess: 2,
    twoQueriesReceiveLess: 10,
    crossingWithoutBio: 2,
    crossingWithBio: 2,
  })
  expect(numbersOf('endpoint', 'lazy-relation')).toEqual({ statements: 101 })

  const trees = events.flatMap((event) => (event.type === 'tree' ? event.root : []))
  expect(trees.map(({ label, values }) => [label, values[1]])).toEqual([
    ['Sort', 1],
    ['Sort', 460],
  ])
  expect(numbersOf('plans', 'join')).toEqual({ statements: 1, buffers: 5 })
  expect(numbersOf('plans', 'query-per-row')).toMatchObject({ statements: 101 })

  const charts = events.flatMap((event) => (event.type === 'chart' ? event : []))
  expect(charts.map(({ series }) => series.map(({ points }) => points.length))).toEqual([
    [6, 6, 6, 6],
    [5, 5, 5, 5, 5, 5],
    [5, 5, 5, 5, 5, 5],
    [4, 4],
  ])
  const tables = events.flatMap((event) => (event.type === 'table' ? event : []))
  expect(tables.at(-1)).toMatchObject({ columns: ['Expected 1 statement, 101 sent'] })
})
