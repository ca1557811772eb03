import { performDemo } from '@lab/stage'
import { expect, it } from 'vitest'
import { demo } from './demo.ts'

it('shows every way as its README claims', async () => {
  const { asClaimed, verdicts } = await performDemo(demo, { views: [] })
  expect(asClaimed).toBe(true)
  expect(verdicts.map(({ way, observed }) => `${way} ${observed}`)).toEqual([
    'two-phase-hope breaks',
    'two-phase-hope-again breaks',
    'orchestrated holds',
    'orchestrated holds',
    'retried-compensation holds',
    'parked-compensation holds',
    'choreographed holds',
  ])
})
