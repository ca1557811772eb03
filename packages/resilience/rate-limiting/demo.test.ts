import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ scene, way, observed }) => `${scene}: ${way} ${observed}`)).toEqual([
    'read-then-write: read-then-write breaks',
    'token-bucket: token-bucket holds',
    'check-then-add: check-then-add breaks',
    'check-then-add: sliding-window-log holds',
    'check-then-add: read-then-increment breaks',
    'check-then-add: sliding-window-counter holds',
    'check-then-add: get-then-set breaks',
    'check-then-add: gcra holds',
    'millisecond-members: millisecond-members breaks',
    'millisecond-members: sliding-window-log holds',
    'application-clock: read-then-write breaks',
    'application-clock: token-bucket holds',
    'same-traffic: fixed-window breaks',
    'same-traffic: sliding-window-log holds',
    'same-traffic: sliding-window-counter breaks',
    'same-traffic: token-bucket breaks',
    'same-traffic: gcra breaks',
    'four-processes: local-token-bucket breaks',
    'four-processes: token-bucket holds',
    'http: rate-limit holds',
    'ways-compared: token-bucket holds',
  ])
  const numbersOf = (scene: string) =>
    verdicts.filter((verdict) => verdict.scene === scene).map(({ numbers }) => numbers)
  expect(numbersOf('read-then-write')[0]).toMatchObject({
    twoForOneOrders: 6,
    twoForOneBroken: 4,
    threeForTwoOrders: 90,
    threeForTwoBroken: 84,
  })
  expect(numbersOf('check-then-add')[0]).toMatchObject({ orders: 54, broken: 36 })
  expect(numbersOf('millisecond-members')[0]).toMatchObject({ orders: 2, broken: 2 })
  expect(numbersOf('same-traffic').map(({ atOnce }) => atOnce)).toEqual([20, 10, 10, 10, 10])
  expect(numbersOf('same-traffic').map(({ perMinute }) => perMinute)).toEqual([20, 10, 19, 19, 19])

  const tables = events.flatMap((event) => (event.type === 'table' ? event : []))
  const rowsOf = (title: string) => tables.find((table) => table.title === title)!.rows
  expect(rowsOf('Limit 20, 120 requests')).toEqual([
    ['local-token-bucket', 80],
    ['fixed-window', 20],
    ['sliding-window-log', 20],
    ['sliding-window-counter', 20],
    ['token-bucket', 20],
    ['gcra', 20],
  ])
  expect(tables.at(-1)!.rows).toEqual([
    ['read-then-write', '✗ breaks', '4 of 6', '', '', 'a burst gets past'],
    ['token-bucket', '✓ holds', '0 of 2', 10, 19, 'burst + limit'],
    ['gcra', '✓ holds', '0 of 2', 10, 19, 'hard to explain'],
    ['sliding-window-log', '✓ holds', '0 of 2', 10, 10, 'memory per request'],
    ['sliding-window-counter', '✓ holds', '0 of 2', 10, 19, 'an estimate'],
    ['fixed-window', '✓ holds', '0 of 2', 20, 20, 'twice at the edge'],
  ])

  const exchanges = events.flatMap((event) => (event.type === 'exchange' ? event : []))
  expect(exchanges.map(({ messages }) => messages.map(({ text }) => text.split(' ')[0]))).toEqual([
    ['GET', '200', 'GET', '429', 'GET', '200', 'GET', '200', 'GET', '429'],
  ])
  expect(exchanges[0]!.messages.at(-1)).toMatchObject({
    from: 'api',
    to: 'alice',
    outcome: 'error',
    fields: [
      { name: 'RateLimit', value: '"free";r=0;t=20' },
      { name: 'Retry-After', value: '20' },
    ],
  })

  const charts = events.flatMap((event) => (event.type === 'chart' ? event.series : []))
  expect(charts.map(({ name, points }) => [name, points.at(-1)![1]])).toEqual([
    ['fixed-window', 30],
    ['sliding-window-log', 20],
    ['sliding-window-counter', 28],
    ['token-bucket', 29],
    ['gcra', 29],
  ])
})
