import { comparison, concept } from '@lab/stage'
import { redis } from '@lab/servers/redis'
import type { Scene } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  clientOptions,
  failClosed,
  failOpen,
  failsFast,
  localShare,
  outages,
  staysWithinLimit,
} from './src/index.ts'
import type { ClientOptions, Policy } from './src/index.ts'

const open = async () => ({ space: await redis() })

type World = Awaited<ReturnType<typeof open>>

const promise = 'no request waits for Redis'
const withinLimit = 'at most 20 a minute over four servers'
const options = Object.keys(clientOptions) as ClientOptions[]

/** Every way beside every outage, all at the same time: `fails` or `waits`. */
const tryAll = ({ space }: World) =>
  Promise.all(outages.map((outage) => failsFast(space.url, outage)))

/** One scene for a set of options: what its command gets in each outage. */
function optionsScene(
  name: ClientOptions,
  scene: { title: string; say: string; claim: 'holds' | 'breaks'; text: string },
): Scene<World> {
  return {
    id: name,
    title: scene.title,
    async play(stage, world) {
      await stage.say(scene.say)
      const found = await tryAll(world)
      await stage.table({
        title: optionsText(name),
        columns: ['Redis', 'the command'],
        rows: outages.map((outage, index) => [outage, found[index]![name]]),
      })
      const waiting = found.filter((one) => one[name] === 'waits').length
      await stage.verdict({
        way: name,
        promise,
        claim: scene.claim,
        observed: waiting > 0 ? 'breaks' : 'holds',
        text: scene.text,
        numbers: { outages: outages.length, waiting },
      })
    },
  }
}

const optionsText = (name: ClientOptions) =>
  Object.entries(clientOptions[name])
    .map(([option, value]) => `${option}: ${value}`)
    .join(', ') || 'the defaults of ioredis'

const policies: Record<string, { policy: Policy; claim: 'holds' | 'breaks'; text: string }> = {
  'fail-open': {
    policy: failOpen,
    claim: 'breaks',
    text: 'All requests pass, so what stands behind the limiter gets the whole load.',
  },
  'fail-closed': {
    policy: failClosed,
    claim: 'holds',
    text: 'The limit holds, and the service is down as long as Redis is. 503, not 429: the client did nothing wrong.',
  },
  'local-share': {
    policy: localShare,
    claim: 'holds',
    text: 'Each of the four servers allows a quarter of the limit from its own memory. It is less fair than one count, and it needs no other server.',
  },
}

const policyScene: Scene<World> = {
  id: 'policies',
  title: 'Redis gives no answer: let the request pass, or refuse it?',
  async play(stage, { space }) {
    await stage.say(
      '20 requests a minute are allowed, on four servers together. A user sends 30 to one of them, with a client that fails fast.',
    )
    const story = { requests: 30, limit: 20, servers: 4 }
    const rows: (string | number)[][] = []
    const allowed: Record<string, number> = {}
    for (const [way, { policy }] of Object.entries(policies)) {
      for (const outage of ['gone', 'hangs'] as const) {
        const found = await staysWithinLimit(space.url, policy, { ...story, redis: outage })
        rows.push([way, outage, found[200], found[429], found[503]])
        allowed[way] = Math.max(allowed[way] ?? 0, found[200])
      }
    }
    await stage.table({
      title: 'Statuses of 30 requests',
      columns: ['when Redis gives no answer', 'Redis', '200', '429', '503'],
      rows,
    })
    for (const [way, { claim, text }] of Object.entries(policies)) {
      await stage.verdict({
        way,
        promise: withinLimit,
        claim,
        observed: allowed[way]! * story.servers > story.limit ? 'breaks' : 'holds',
        text,
        numbers: { requests: story.requests, allowedByOneServer: allowed[way]! },
      })
    }
  },
}

const prices: Record<ClientOptions, string> = {
  defaults: 'users wait, requests pile up',
  'no-offline-queue': 'waits once a connection is lost',
  'no-retries': 'waits when Redis hangs',
  'command-timeout': '100 ms for each request in an outage',
  'all-three': '100 ms only when Redis hangs',
}

export const demo = concept<World>(manifest, {
  open,
  headline: ['defaults', 'all-three', 'ways-compared'],
  scenes: [
    optionsScene('defaults', {
      title: 'With the default options every request waits',
      say: 'Each request of the API sends one command through a TCP proxy, which is cut before the command, cut while the command is under way, or passes nothing on any more.',
      claim: 'breaks',
      text: 'ioredis keeps the command and reconnects, up to 20 times with growing pauses; when Redis hangs it waits without end. The request of the user waits with it. It does not fail, so no fallback runs.',
    }),
    optionsScene('all-three', {
      title: 'Three options, one for each outage',
      say: 'The same commands. enableOfflineQueue: false refuses a command that finds no connection, maxRetriesPerRequest: 0 fails one whose connection is lost, commandTimeout ends one that gets no reply.',
      claim: 'holds',
      text: 'Every command fails within 100 ms, and the API can decide what to do.',
    }),
    policyScene,
    comparison<World>({
      promise,
      best: 'all-three',
      answer:
        'Say: "First the client has to fail fast. With default options it queues commands and reconnects, so every request of my users hangs with Redis. I switch the offline queue and the retries off and set a command timeout of some tens of milliseconds. Then I decide for each route: fail open where the limit is a courtesy, fail closed with 503 where it protects passwords or money, and otherwise a local limiter with this server\'s share. I count these answers and alert on them."',
      async ways(world) {
        const found = await tryAll(world)
        return options.map((name) => {
          const waits = found.filter((one) => one[name] === 'waits').length
          return {
            way: name,
            claim: name === 'all-three' || name === 'command-timeout' ? 'holds' : 'breaks',
            observed: waits > 0 ? 'breaks' : 'holds',
            counts: { outages: outages.length, waits },
            price: prices[name],
          } as const
        })
      },
    }),
  ],
})
