import type { Scene } from '@lab/stage'
import {
  answersEverybody,
  answersViolation,
  meetEveryTrouble,
  nightError,
  nightErrorViolation,
  tenCallsViolation,
  ways,
} from '../src/index.ts'
import { compareWays } from './show.ts'
import type { World } from './show.ts'

export const volumeThresholdScene: Scene<World> = {
  id: 'volume-threshold',
  title: 'One error at night',
  async play(stage, { prices }) {
    await stage.say('At night one call fails. A moment later five others are made.')
    await compareWays(
      stage,
      [
        {
          way: 'no-volume-threshold',
          claim: 'breaks',
          text: 'One call, one error: 100 %. This is how opossum comes.',
        },
        {
          way: 'circuit-breaker',
          claim: 'holds',
          text: 'Fewer than ten calls in the window say nothing about the dependency.',
        },
      ],
      (way) => nightError(prices, ways[way]),
      {
        table: {
          title: 'Six calls',
          columns: ['failed', 'answered', 'refused'],
          row: ({ failed, answered, refused }) => [failed, answered, refused],
        },
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
    await stage.say('Ten calls meet one trouble after the other, each time with a new breaker.')
    await compareWays(
      stage,
      [
        {
          way: 'status-blind',
          claim: 'breaks',
          text: 'fetch resolves whatever the status is, so a breaker around fetch counts a success.',
        },
        {
          way: 'every-error',
          claim: 'breaks',
          text: 'The dependency is well: it says that there is no such price. One caller with wrong ids shuts out all.',
        },
        {
          way: 'circuit-breaker',
          claim: 'holds',
          text: '500 is thrown, and `errorFilter` lets what is below 500 pass as an answer.',
        },
      ],
      (way) => meetEveryTrouble(prices, ways[way]),
      {
        table: {
          title: 'What the breaker does when the dependency ...',
          columns: ['answers 500', 'refuses', 'hangs', 'takes 5 s', 'answers 404'],
          row: (found) => Object.values(found),
        },
        violation: tenCallsViolation,
        numbers: (found) => ({
          troubles: 5,
          opens: Object.values(found).filter((state) => state === 'opens').length,
        }),
      },
    )
  },
}

export const fallbackScene: Scene<World> = {
  id: 'fallback',
  title: 'What does the caller get?',
  async play(stage, { prices }) {
    await stage.say(
      'Five calls while all is well. Ten seconds later the dependency refuses connections, and twenty calls come.',
    )
    await compareWays(
      stage,
      [
        {
          way: 'no-fallback',
          claim: 'breaks',
          text: 'An open breaker is an error, only a fast one. What the caller does then has to be decided.',
        },
        {
          way: 'fallback',
          claim: 'holds',
          text: 'The list price, and the answer says that it is one.',
        },
        {
          way: 'cached-fallback',
          claim: 'holds',
          text: 'The last price that was seen, and the answer says how old it is.',
        },
        {
          way: 'cache-option',
          claim: 'breaks',
          text: "opossum's option `cache` is no fallback: it answers instead of a dependency that is well, and is empty after its time to live.",
        },
      ],
      (way) => answersEverybody(prices, ways[way]),
      {
        table: {
          title: 'Answers',
          columns: ['5 calls: reach it', '20 calls: get a price', 'from', 'get an error'],
          row: ({ well, down: { from } }) => {
            const { failed = 0, refused = 0, ...answered } = from
            const [[source, count] = ['nowhere', 0]] = Object.entries(answered)
            return [well.arrived, count, source, failed + refused]
          },
        },
        violation: answersViolation,
        numbers: ({ well, down }) => ({ reachedWhileWell: well.arrived, ...down.from }),
      },
    )
  },
}
