import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  const atomic = [
    'fixed-window',
    'sliding-window-log',
    'sliding-window-counter',
    'token-bucket',
    'gcra',
  ]
  expect(verdicts.map(({ scene, way, observed }) => `${scene}: ${way} ${observed}`)).toEqual([
    'incr-then-expire: incr-then-expire breaks',
    'incr-then-expire: fixed-window holds',
    'double-burst: fixed-window breaks',
    'double-burst: sliding-window-log holds',
    'double-burst: sliding-window-counter holds',
    'double-burst: token-bucket holds',
    'double-burst: gcra holds',
    'check-then-add: check-then-add breaks',
    'check-then-add: sliding-window-log holds',
    'millisecond-members: millisecond-members breaks',
    'millisecond-members: sliding-window-log holds',
    'read-then-increment: read-then-increment breaks',
    'read-then-increment: sliding-window-counter holds',
    'read-then-write: read-then-write breaks',
    'read-then-write: token-bucket holds',
    'application-clock: read-then-write breaks',
    'application-clock: token-bucket holds',
    'get-then-set: get-then-set breaks',
    'get-then-set: gcra holds',
    'same-traffic: fixed-window breaks',
    'same-traffic: sliding-window-log holds',
    'same-traffic: sliding-window-counter breaks',
    'same-traffic: token-bucket breaks',
    'same-traffic: gcra breaks',
    'four-processes: local-token-bucket breaks',
    ...atomic.map((way) => `four-processes: ${way} holds`),
    'http: rate-limit holds',
    'client-options: defaults breaks',
    'client-options: all-three holds',
    'redis-gone: fail-open breaks',
    'redis-gone: fail-closed holds',
    'redis-gone: local-fallback holds',
  ])
  const numbersOf = (scene: string) =>
    verdicts.filter((verdict) => verdict.scene === scene).map(({ numbers }) => numbers)
  expect(numbersOf('incr-then-expire')[0]).toMatchObject({ orders: 9, broken: 2 })
  expect(numbersOf('check-then-add')[0]).toMatchObject({ orders: 54, broken: 36 })
  expect(numbersOf('millisecond-members')[0]).toMatchObject({ orders: 2, broken: 2 })
  expect(numbersOf('double-burst').map(({ allowed }) => allowed)).toEqual([20, 10, 10, 10, 10])
  expect(numbersOf('same-traffic').map(({ perMinute }) => perMinute)).toEqual([20, 10, 19, 19, 19])
  expect(numbersOf('four-processes').map(({ allowed }) => allowed)).toEqual([
    80, 20, 20, 20, 20, 20,
  ])
  expect(numbersOf('redis-gone').map(({ allowed }) => allowed)).toEqual([60, 0, 10])

  const exchanges = events.flatMap((event) => (event.type === 'exchange' ? event : []))
  expect(exchanges.map(({ messages }) => messages.map(({ text }) => text.split(' ')[0]))).toEqual([
    ['incr', '1', 'pexpire', '1', 'evalsha', '[1,0,0,3600000000]'],
    ['GET', '200', 'GET', '429', 'GET', '200', 'GET', '200', 'GET', '429'],
  ])
  expect(exchanges[1]!.messages.at(-1)).toMatchObject({
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
