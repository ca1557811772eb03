import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ scene, way, observed }) => `${scene}: ${way} ${observed}`)).toEqual([
    'no-protection: no-protection breaks',
    'circuit-breaker: circuit-breaker holds',
    'timeout-only: timeout-only breaks',
    'breaker-without-timeout: breaker-without-timeout breaks',
    'timeout-without-abort: timeout-without-abort breaks',
    'half-open: textbook-breaker breaks',
    'half-open: unguarded-half-open breaks',
    'half-open: breaker-without-timeout breaks',
    'half-open: circuit-breaker holds',
    'late-answer: timeout-longer-than-reset breaks',
    'late-answer: circuit-breaker holds',
    'what-counts: status-blind breaks',
    'what-counts: every-error breaks',
    'what-counts: circuit-breaker holds',
    'volume-threshold: no-volume-threshold breaks',
    'volume-threshold: circuit-breaker holds',
    'ways-compared: circuit-breaker holds',
  ])
  expect(verdicts[0]!.numbers).toMatchObject({ inFlight: 50, waitedMs: 5_000 })

  const states = events.find((event) => event.type === 'table')!
  expect(states.rows.map(([at, state]) => `${at} ${state}`)).toEqual([
    '2.9 s open',
    '4.9 s half-open',
    '5.9 s open',
    '7.9 s half-open',
    '7.95 s closed',
  ])
  const charts = events.flatMap((event) => (event.type === 'chart' ? event.series : []))
  expect(
    charts.map(({ name, points }) => `${name} ${Math.max(...points.map(([, y]) => y))}`),
  ).toEqual([
    'no-protection 50',
    'no-protection 50',
    'timeout-only 10',
    'circuit-breaker 10',
    'no-protection 50',
    'timeout-only 10',
    'no-protection 5',
    'timeout-only 1',
    'circuit-breaker 1',
    'timeout-only 10',
    'timeout-without-abort 20',
  ])

  const compared = events.findLast((event) => event.type === 'table')!
  expect(compared.rows.map(([way, , ...counts]) => [way, ...counts.slice(0, 3)])).toEqual([
    ['no-protection', 50, 50, 5_000],
    ['timeout-only', 50, 10, 1_000],
    ['breaker-without-timeout', 50, 50, 5_000],
    ['timeout-without-abort', 20, 20, 0],
    ['circuit-breaker', 20, 1, 0],
  ])
})
