import type { Scene } from '@lab/stage'
import {
  meetEveryTrouble,
  nightError,
  nightErrorViolation,
  tenCallsViolation,
  ways,
} from '../src/index.ts'
import { compareWays } from './compare-ways.ts'
import type { World } from './compare-ways.ts'

export const volumeThresholdScene: Scene<World> = {
  id: 'volume-threshold',
  title: 'One error at night',
  async play(stage, { prices }) {
    await stage.say(
      'At night one call fails. A moment later five others are made, to a service that is well.',
    )
    await compareWays(
      stage,
      [
        {
          way: 'no-volume-threshold',
          claim: 'breaks',
          text: 'One call and one error are 100 %. The volume threshold of opossum is 0 by default.',
        },
        {
          way: 'circuit-breaker',
          claim: 'holds',
          text: 'Fewer than ten calls in the window say nothing about the service, so it stays closed.',
        },
      ],
      (way) => nightError(prices, ways[way]),
      {
        table: {
          title: 'Six calls',
          columns: ['failed', 'answered', 'refused'],
          row: ({ failed, answered, refused }) => [failed, answered, refused],
        },
        promise: 'one failure refuses no other call',
        violation: nightErrorViolation,
        numbers: (story) => ({ ...story }),
      },
    )
  },
}

export const whatCountsScene: Scene<World> = {
  id: 'what-counts',
  title: 'What counts as a failure?',
  async play(stage, { prices }) {
    await stage.say(
      'Ten calls meet one kind of trouble, and then, with a new breaker, the next kind.',
    )
    await compareWays(
      stage,
      [
        {
          way: 'status-blind',
          claim: 'breaks',
          text: 'fetch resolves with any status, so a breaker around fetch counts a success.',
        },
        {
          way: 'every-error',
          claim: 'breaks',
          text: 'A 404 is an answer: there is no such price. One caller with wrong ids opens the breaker for all callers.',
        },
        {
          way: 'circuit-breaker',
          claim: 'holds',
          text: 'A 500 is thrown and counts; `errorFilter` lets a status below 500 pass as an answer.',
        },
      ],
      (way) => meetEveryTrouble(prices, ways[way]),
      {
        table: {
          title: 'What the breaker does when the service ...',
          columns: ['answers 500', 'refuses', 'hangs', 'takes 5 s', 'answers 404'],
          row: (found) => Object.values(found),
        },
        promise: 'opens for trouble, not for a 404',
        violation: tenCallsViolation,
        numbers: (found) => ({
          troubles: 5,
          opens: Object.values(found).filter((state) => state === 'opens').length,
        }),
      },
    )
  },
}
