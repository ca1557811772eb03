import { proxy } from '@lab/wire/proxy'
import type { Scene } from '@lab/stage'
import type { World } from './open-world.ts'
import {
  askWithoutRedis,
  clientOptions,
  localTokenBucket,
  openApi,
  openClient,
  tokenBucket,
} from '../src/index.ts'
import type { ClientOptions } from '../src/index.ts'

export const clientOptionsScene: Scene<World> = {
  id: 'client-options',
  title: 'Redis is gone or hangs: what a client does',
  async play(stage, { space }) {
    await stage.say(
      'Five ioredis clients with different options send a command through a TCP proxy that is cut before it, cut while it is under way, or hangs.',
    )
    const failures = ['gone before', 'gone meanwhile', 'hangs'] as const
    const heard = await Promise.all(failures.map((failure) => askWithoutRedis(space.url, failure)))
    const names = Object.keys(clientOptions) as ClientOptions[]
    await stage.table({
      title: 'What the command hears',
      columns: ['options', ...failures],
      rows: names.map((name) => [
        Object.entries(clientOptions[name])
          .map(([option, value]) => `${option}: ${value}`)
          .join(', ') || 'defaults',
        ...heard.map((one) => one[name]),
      ]),
    })
    for (const name of ['defaults', 'all three'] as const) {
      const waits = heard.filter((one) => one[name] === 'waits').length
      await stage.verdict({
        way: name.replace(' ', '-'),
        claim: name === 'defaults' ? 'breaks' : 'holds',
        observed: waits > 0 ? 'breaks' : 'holds',
        text:
          name === 'defaults'
            ? 'The request of your user waits with it, and so do all others behind it.'
            : 'One option for each case: no connection, a lost one, and no answer.',
        numbers: { failures: failures.length, waiting: waits },
      })
    }
  },
}

export const redisGoneScene: Scene<World> = {
  id: 'redis-gone',
  title: 'Redis is gone or hangs: what the limiter does',
  async play(stage, { space }) {
    await stage.say(
      'The Express application again, behind the proxy. 20 a minute are allowed, and 30 requests come. This server is one of four, so its local limiter has a quarter: 5.',
    )
    const rows: (string | number)[][] = []
    const counts: Record<string, number> = {}
    for (const failure of ['gone', 'hangs'] as const) {
      await using link = await proxy(space.url)
      using opened = await openClient(link.url, clientOptions['all three'])
      const limiter = tokenBucket({ redis: opened.client, limit: 20, windowMs: 60_000 })
      const clock = { now: () => 0 }
      await using api = await openApi({
        'fail-open': { limiter, whenRedisFails: 'allow' },
        'fail-closed': { limiter, whenRedisFails: 'refuse' },
        'local-fallback': {
          limiter,
          whenRedisFails: localTokenBucket({ limit: 5, windowMs: 60_000, clock }),
        },
      })
      if (failure === 'gone') await link.cut()
      else link.hang()
      for (const plan of ['fail-open', 'fail-closed', 'local-fallback']) {
        const replies = await Promise.all(
          Array.from({ length: 30 }, () => api.get('/', { user: 'alice', plan })),
        )
        const count = (wanted: number) => replies.filter(({ status }) => status === wanted).length
        rows.push([plan, failure, count(200), count(429), count(503)])
        counts[plan] = (counts[plan] ?? 0) + count(200)
      }
    }
    await stage.table({
      title: 'Of 30 requests',
      columns: ['when Redis fails', 'Redis', '200', '429', '503'],
      rows: rows.toSorted(([one], [other]) => String(one).localeCompare(String(other))),
    })
    await stage.verdict({
      way: 'fail-open',
      claim: 'breaks',
      observed: counts['fail-open']! > 40 ? 'breaks' : 'holds',
      text: 'Nobody is turned away, and nobody is limited: what the limiter protects is on its own.',
      numbers: { asked: 60, allowed: counts['fail-open']! },
    })
    await stage.verdict({
      way: 'fail-closed',
      claim: 'holds',
      observed: counts['fail-closed']! > 40 ? 'breaks' : 'holds',
      text: 'The limit holds, and a Redis that is gone takes the service with it. 503, not 429: the client did nothing wrong.',
      numbers: { asked: 60, allowed: counts['fail-closed']! },
    })
    await stage.verdict({
      way: 'local-fallback',
      claim: 'holds',
      observed: counts['local-fallback']! > 10 ? 'breaks' : 'holds',
      text: 'Each server keeps to its share of the limit. Less fair than one bucket, and it works without anybody else.',
      numbers: { asked: 60, allowed: counts['local-fallback']! },
    })
  },
}
