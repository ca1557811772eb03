import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts, events } = await playedDemo(demo)

  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed }) => `${way} ${observed}`)).toEqual([
    'incr-then-expire breaks',
    'set-and-incr-in-multi holds',
    'lua-script holds',
    'expire-nx breaks',
    'set-then-incr breaks',
    'set-and-incr-in-multi holds',
  ])
  expect(verdicts[0]!.numbers).toMatchObject({ orders: 9, broken: 2 })
  const rows = events.flatMap((event) => (event.type === 'table' ? event.rows : []))
  expect(rows.map((row) => row.slice(0, 5))).toEqual([
    ['incr-then-expire', '✗ breaks', '2 of 9', '1 of 3', '0 of 3'],
    ['expire-nx', '✗ breaks', '0 of 15', '1 of 3', '0 of 3'],
    ['set-then-incr', '✗ breaks', '0 of 15', '0 of 3', '1 of 3'],
    ['set-and-incr-in-multi', '✓ holds', '0 of 4', '0 of 2', '0 of 2'],
    ['lua-script', '✓ holds', '0 of 4', '0 of 2', '0 of 2'],
  ])
  const violations = events.flatMap((event) =>
    event.type === 'invariant' ? (event.violation ?? 'none') : [],
  )
  expect(violations).toEqual([
    'api lives for ever',
    'none',
    'api lives for ever',
    'api lives for ever',
  ])
  const messages = events.flatMap((event) =>
    event.type === 'exchange' ? event.messages.map(({ text }) => text.split(' ')[0]) : [],
  )
  expect(messages.join(' · ')).toBe(
    'incr · 1 · pexpire · 1 · multi · set · incr · exec · OK · QUEUED · QUEUED · ["OK",1]',
  )
})
