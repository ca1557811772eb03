import { concept } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { fallbackScene, volumeThresholdScene, whatCountsScene } from './scenes/failure-scenes.ts'
import { halfOpenScene, lateAnswerScene } from './scenes/half-open-scenes.ts'
import { fourProcessesScene, oneProbeScene } from './scenes/many-processes-scenes.ts'
import { open } from './scenes/show.ts'
import type { World } from './scenes/show.ts'
import { slowScene } from './scenes/slow-scene.ts'

export const demo = concept<World>(manifest, {
  open,
  scenes: [
    slowScene(
      {
        way: 'no-protection',
        claim: 'breaks',
        text: 'In flight is arrivals times latency: ten a second, 5 s each, make 50. Each holds a connection, memory, and a user who waits.',
      },
      {
        title: 'A slow dependency makes its callers slow',
        say: 'Ten calls a second to a price service that answers in 50 ms. From second 1 to 6 it takes 5 s.',
        inFlightOf: ['no-protection'],
        waitsOf: ['no-protection'],
      },
    ),
    slowScene(
      {
        way: 'timeout-only',
        claim: 'breaks',
        text: 'Ten in flight instead of 50. But every caller waits a second for nothing, and the dependency still gets every call.',
      },
      {
        title: 'A timeout bounds the wait',
        say: 'The same, but a call gives up after 1 s, and ends its request.',
        inFlightOf: ['no-protection', 'timeout-only'],
      },
    ),
    slowScene(
      {
        way: 'breaker-without-timeout',
        claim: 'breaks',
        text: 'A slow call is no failure. The breaker never opens, and the numbers are those of no protection.',
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
        text: 'The breaker opens and the callers are free. But nobody ends the requests: the dependency has 20 of them until it has answered.',
      },
      {
        title: "opossum's own timeout leaves the request in flight",
        say: 'opossum with `timeout: 1000`: it stops waiting for the call.',
        inFlightOf: ['timeout-only', 'timeout-without-abort'],
      },
    ),
    slowScene(
      {
        way: 'circuit-breaker',
        claim: 'holds',
        text: '19 calls time out before it opens. From then on only the probe waits, one at a time instead of ten calls a second.',
      },
      {
        title: 'A timeout that ends the request, and a breaker around it',
        say: 'It opens when the last 2 s hold at least ten calls and more than half have failed. After 2 s it lets one call through.',
        inFlightOf: ['no-protection', 'timeout-only', 'circuit-breaker'],
        waitsOf: ['timeout-only', 'circuit-breaker'],
      },
    ),
    halfOpenScene,
    lateAnswerScene,
    volumeThresholdScene,
    whatCountsScene,
    fallbackScene,
    fourProcessesScene,
    oneProbeScene,
  ],
})
