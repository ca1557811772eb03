import type { Scene } from '@lab/stage'
import { lateAnswer, lateAnswerViolation, outage, outageViolation, ways } from '../src/index.ts'
import { compareWays } from './show.ts'
import type { World } from './show.ts'

export const halfOpenScene: Scene<World> = {
  id: 'half-open',
  title: 'Half-open: who gets through?',
  async play(stage, { prices }) {
    await stage.say(
      'The dependency fails until the breaker refuses. After the reset timeout it hangs, and twenty callers come at once. After the next one it is well, and twenty come again.',
    )
    await compareWays(
      stage,
      [
        {
          way: 'textbook-breaker',
          claim: 'breaks',
          text: 'Only a success sets its count back to 0, and an open breaker allows no call. It never closes again.',
        },
        {
          way: 'unguarded-half-open',
          claim: 'breaks',
          text: 'It has the three states. But half-open is no guard: all callers pass until the first answer is there.',
        },
        {
          way: 'breaker-without-timeout',
          claim: 'breaks',
          text: 'Its one probe hangs. opossum waits for the end of it before it tries another one, for ever.',
        },
        {
          way: 'circuit-breaker',
          claim: 'holds',
          text: 'One of twenty gets through. It fails: open again. It succeeds: closed, and everybody gets through.',
        },
      ],
      (way) => outage(prices, ways[way]),
      {
        table: {
          title: 'Calls that reach the dependency: until one is refused, then of twenty at once',
          columns: ['failing', 'hanging', 'well', 'afterwards'],
          row: (story) => Object.values(story).map(({ arrived }) => arrived),
        },
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
      'One call is slow. While it waits the dependency goes down, and the breaker opens. The slow answer comes in half-open. Then twenty callers come.',
    )
    await compareWays(
      stage,
      [
        {
          way: 'timeout-longer-than-reset',
          claim: 'breaks',
          text: 'opossum takes any success in half-open for that of the probe. It closes, and the dependency is down.',
        },
        {
          way: 'circuit-breaker',
          claim: 'holds',
          text: 'With a timeout shorter than the reset timeout, every old call is over when half-open begins.',
        },
      ],
      (way) => lateAnswer(prices, ways[way]),
      {
        table: {
          title: 'The dependency is down',
          columns: ['the slow call', 'the breaker', 'of 20 callers arrive'],
          row: ({ slowCall, state, arrived }) => [slowCall, state, arrived],
        },
        violation: lateAnswerViolation,
        numbers: ({ arrived }) => ({ callers: 20, arrived }),
      },
    )
  },
}
