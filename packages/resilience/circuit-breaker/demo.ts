import { concept } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { open } from './scenes/compare-ways.ts'
import type { World } from './scenes/compare-ways.ts'
import { halfOpenScene, lateAnswerScene } from './scenes/half-open-scenes.ts'
import { slowScene, waysComparedScene } from './scenes/slow-scene.ts'
import { volumeThresholdScene, whatCountsScene } from './scenes/what-counts-scenes.ts'

export const demo = concept<World>(manifest, {
  open,
  headline: ['no-protection', 'circuit-breaker', 'ways-compared'],
  scenes: [
    slowScene(
      {
        way: 'no-protection',
        claim: 'breaks',
        text: 'Requests in flight are arrivals times latency: ten a second, 5 s each, make 50. Each holds a connection, memory, and a user who waits.',
      },
      {
        title: 'A slow service makes its callers slow',
        say: 'Ten calls a second to a price service that answers in 50 ms. From second 1 to 6 it takes 5 s.',
        inFlightOf: ['no-protection'],
      },
    ),
    slowScene(
      {
        way: 'circuit-breaker',
        claim: 'holds',
        text: '19 calls time out or are under way before it opens. From then on only the probe waits, one call at a time instead of ten a second.',
      },
      {
        title: 'A timeout that ends the request, and a breaker around it',
        say: 'Each call has a timeout of 1 s. The breaker opens when the last 2 s hold at least ten calls and more than half have failed. After 2 s it lets one call through.',
        inFlightOf: ['no-protection', 'timeout-only', 'circuit-breaker'],
      },
    ),
    slowScene(
      {
        way: 'timeout-only',
        claim: 'breaks',
        text: 'There are ten requests in flight instead of 50. But every caller waits a second for nothing, and the service still gets every call.',
      },
      {
        title: 'A timeout bounds the wait',
        say: 'Each call gives up after 1 s and ends its request. There is no breaker.',
        inFlightOf: ['no-protection', 'timeout-only'],
        waitsOf: ['no-protection', 'timeout-only', 'circuit-breaker'],
      },
    ),
    slowScene(
      {
        way: 'breaker-without-timeout',
        claim: 'breaks',
        text: 'A slow call is not a failure. The breaker never opens, and the numbers are those of no protection.',
      },
      {
        title: 'A breaker without a timeout does not open',
        say: 'opossum around the bare call, with `timeout: false`.',
      },
    ),
    slowScene(
      {
        way: 'timeout-without-abort',
        claim: 'breaks',
        text: 'The breaker opens and the callers are free. But the requests are not ended: 20 of them stay in flight until the service answers.',
      },
      {
        title: "opossum's own timeout leaves the request in flight",
        say: 'opossum with `timeout: 1000`: it stops waiting for the call.',
        inFlightOf: ['timeout-only', 'timeout-without-abort'],
      },
    ),
    halfOpenScene,
    lateAnswerScene,
    whatCountsScene,
    volumeThresholdScene,
    waysComparedScene(
      'Say: "A slow service kills its callers by the wait: requests in flight are arrivals times latency. First a timeout that also ends the request. Then a breaker around it: when enough calls were made and more than half failed, it refuses at once, and after a while lets one call through. Without a timeout it never opens, because slow is not failed. And I decide what the caller gets while it is open."',
      [
        ['no-protection', 'breaks', 'nothing, while all is well'],
        ['timeout-only', 'breaks', 'a second for each call'],
        ['breaker-without-timeout', 'breaks', 'never opens'],
        ['timeout-without-abort', 'breaks', 'open requests'],
        ['circuit-breaker', 'holds', 'a plan for refused calls'],
      ],
    ),
  ],
})
