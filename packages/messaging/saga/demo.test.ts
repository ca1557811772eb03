import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed }) => `${way} ${observed}`)).toEqual([
    'two-phase-hope breaks',
    'two-phase-hope-again breaks',
    'orchestrated holds',
    'orchestrated holds',
    'retried-compensation holds',
    'parked-compensation holds',
    'choreographed holds',
    'take-for-refused breaks',
    'ask-under-a-new-id breaks',
    'ask-again holds',
    'undo-unknown holds',
    'look-then-take breaks',
    'take-at-once breaks',
    'pending-mark holds',
  ])
  expect(verdicts.find(({ way }) => way === 'orchestrated')!.numbers).toMatchObject({
    orders: 20,
    broken: 0,
  })
})
