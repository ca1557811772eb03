import { comparison, concept } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  counterScene,
  leaderboardScene,
  tiesScene,
  visitorsScene,
} from './scenes/counting-scenes.ts'
import { encodingsScene, fieldExpiryScene, geoScene, sessionScene } from './scenes/object-scenes.ts'
import {
  compareQueues,
  deathScenes,
  promise,
  pubSubScene,
  streamClaimScene,
} from './scenes/queue-scenes.ts'
import type { World } from './scenes/queue-scenes.ts'
import { openRedis } from './src/index.ts'

const compared = comparison<World>({
  promise,
  best: 'stream-pending',
  answer:
    'Say: "I ask what a type does in one command, and what is left in Redis when a client dies. A list gives a job away: the worker that took it can lose it. Pub/sub stores nothing. A stream with a consumer group keeps the job as pending until it is acknowledged, so it runs at least once, and the job has to bear running twice. I count with INCR, rank with a sorted set and ZADD GT, and store an object whose fields change one by one as a hash."',
  ways: compareQueues,
})

export const demo = concept<World>(manifest, {
  open: async () => ({ space: await openRedis() }),
  ahead: true,
  headline: ['list-pop', 'stream-pending', 'ways-compared'],
  scenes: [
    ...deathScenes,
    streamClaimScene,
    pubSubScene,
    counterScene,
    leaderboardScene,
    tiesScene,
    visitorsScene,
    sessionScene,
    fieldExpiryScene,
    geoScene,
    encodingsScene,
    compared,
  ],
})
