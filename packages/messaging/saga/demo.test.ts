import { playedDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts } = await playedDemo(demo)
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed }) => `${way} ${observed}`)).toEqual([
    'calls-in-sequence breaks',
    'calls-in-sequence-again breaks',
    'orchestrated holds',
    'orchestrated holds',
    'retried-compensation holds',
    'parked-compensation holds',
    'choreographed holds',
    'take-for-refused breaks',
    'ask-under-a-new-id breaks',
    'ask-again holds',
    'undo-unknown holds',
    'orchestrated holds',
  ])
  expect(verdicts.find(({ way }) => way === 'orchestrated')!.numbers).toMatchObject({
    orders: 20,
    broken: 0,
  })
})
