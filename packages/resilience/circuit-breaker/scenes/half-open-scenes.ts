import type { Scene } from '@lab/stage'
import { lateAnswer, lateAnswerViolation, outage, outageViolation, ways } from '../src/index.ts'
import { compareWays } from './compare-ways.ts'
import type { World } from './compare-ways.ts'

export const halfOpenScene: Scene<World> = {
  id: 'half-open',
  title: 'Half-open: which calls get through?',
  async play(stage, { prices }) {
    await stage.say(
      'The service fails until the breaker refuses. After the reset timeout the service hangs, and twenty calls are made at once. After the next reset timeout it is well, and twenty calls are made again.',
    )
    await compareWays(
      stage,
      [
        {
          way: 'textbook-breaker',
          claim: 'breaks',
          text: 'Only a success resets its count, and an open breaker makes no call. It never closes again.',
        },
        {
          way: 'unguarded-half-open',
          claim: 'breaks',
          text: 'It has the three states, but in half-open every call passes until the first answer is there.',
        },
        {
          way: 'breaker-without-timeout',
          claim: 'breaks',
          text: 'Its one probe hangs, and opossum makes no other one before the first has ended.',
        },
        {
          way: 'circuit-breaker',
          claim: 'holds',
          text: 'One of twenty gets through. If it fails the breaker is open again; if it succeeds the breaker is closed and all calls get through.',
        },
      ],
      (way) => outage(prices, ways[way]),
      {
        table: {
          title: 'Calls that reach the service: until one is refused, then of twenty at once',
          columns: ['failing', 'hanging', 'well', 'afterwards'],
          row: (story) => Object.values(story).map(({ arrived }) => arrived),
        },
        promise: 'one probe, then every call again',
        violation: outageViolation,
        numbers: ({ hanging, well, afterwards }) => ({
          probesWhileItHangs: hanging.arrived,
          probesWhenWell: well.arrived,
          answeredAfterwards: afterwards.answered,
        }),
      },
    )
  },
}

export const lateAnswerScene: Scene<World> = {
  id: 'late-answer',
  title: 'A late answer closes the breaker',
  async play(stage, { prices }) {
    await stage.say(
      'One call is slow. While it waits the service goes down, and the breaker opens. The slow answer comes in half-open. Then twenty calls are made.',
    )
    await compareWays(
      stage,
      [
        {
          way: 'timeout-longer-than-reset',
          claim: 'breaks',
          text: 'opossum takes any success in half-open for the success of the probe. It closes, and the service is down.',
        },
        {
          way: 'circuit-breaker',
          claim: 'holds',
          text: 'With a timeout that is shorter than the reset timeout, every old call is over when half-open begins.',
        },
      ],
      (way) => lateAnswer(prices, ways[way]),
      {
        table: {
          title: 'The service is down',
          columns: ['the slow call', 'the breaker', 'of 20 calls arrive'],
          row: ({ slowCall, state, arrived }) => [slowCall, state, arrived],
        },
        promise: 'one probe reaches a service that is down',
        violation: lateAnswerViolation,
        numbers: ({ arrived }) => ({ calls: 20, arrived }),
      },
    )
  },
}
