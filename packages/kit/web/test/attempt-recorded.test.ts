import { describe, expect, it } from 'vitest'
import { stepWords } from '@lab/stage/schedule'
import { attemptRecorded } from '../page/src/attempt-recorded.ts'
import type { RecordedRace } from '@lab/stage'

const step = (actor: string, statement: string) =>
  ({ type: 'step', actor, statement, reply: { outcome: 'ok', text: '', ms: 0 } }) as const

const race: RecordedRace = {
  map: {
    type: 'map',
    race: 'r',
    actors: ['a', 'b'],
    steps: {},
    schedules: 3,
    exhaustive: true,
    outcomes: [],
  },
  moments: [
    step('a', 'one'),
    step('a', 'two'),
    { type: 'finished', actor: 'a', value: undefined },
    step('b', 'one'),
    { type: 'finished', actor: 'b', value: undefined },
  ],
  orders: {
    'a×2 b': { moments: [0, 1, 2, 3, 4] },
    'a b a': { moments: [0, 3, 4, 1, 2], violation: 'lost' },
    'b a×2': { moments: [3, 4, 0, 1, 2] },
  },
  isWhole: true,
}

it('writes a schedule as words', () => {
  expect(stepWords('a×2 crash(b) fire(a)*2 b')).toEqual([
    'a',
    'a',
    'crash(b)',
    'fire(a)',
    'fire(a)',
    'b',
  ])
})

describe('attemptRecorded', () => {
  it('plays the order that was asked for', () => {
    const [attempt, timeline, ...rest] = attemptRecorded(race, 'r', 'a b a')!
    expect(attempt).toMatchObject({ followed: 'a b a', moments: 5, refused: undefined, next: [] })
    expect(timeline).toMatchObject({ schedule: 'a b a', actors: ['a', 'b'] })
    expect(rest.at(-1)).toEqual({ type: 'invariant', violation: 'lost' })
  })

  it('goes on by itself behind the last word, with the fewest changes', () => {
    const [attempt, timeline] = attemptRecorded(race, 'r', 'a')!
    expect(attempt).toMatchObject({ followed: 'a', moments: 1, next: ['a', 'b'] })
    expect(timeline).toMatchObject({ schedule: 'a×2 b' })
  })

  it('stops where no order goes on so', () => {
    const [attempt] = attemptRecorded(race, 'r', 'b b')!
    expect(attempt).toMatchObject({ followed: 'b', moments: 2, refused: 'b', next: ['a'] })
  })

  it('knows nothing of an order that is not there, when not all are', () => {
    const part = { ...race, isWhole: false }
    expect(attemptRecorded(part, 'r', 'b b')).toBeUndefined()
    expect(attemptRecorded(part, 'r', 'a b a')?.[0]).toMatchObject({ followed: 'a b a' })
  })
})
