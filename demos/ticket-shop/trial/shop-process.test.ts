import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLinks } from './open-links.ts'
import type { Links } from './open-links.ts'
import { openServers } from './open-servers.ts'
import type { Servers } from './open-servers.ts'
import { openTrialData } from './open-trial-data.ts'
import { isReady, startShop } from './start-shop.ts'
import type { Instance, Shop } from './start-shop.ts'

let servers: Servers

beforeAll(async () => {
  servers = await openServers()
})
afterAll(() => servers[Symbol.asyncDispose]())

const instances = { api: 1, orchestrator: 1, consumer: 1 }

async function open(settings: Record<string, string>) {
  await using opening = new AsyncDisposableStack()
  const data = opening.use(await openTrialData(servers, []))
  const links = opening.use(await openLinks(servers, data))
  const shop = opening.use(await startShop({ servers, data, links, instances, settings }))
  const opened = opening.move()
  return { data, links, shop, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

const all = (shop: Shop): Instance[] =>
  (['api', 'orchestrator', 'consumer'] as const).flatMap((role) => shop.of(role))

async function statusOf(url: string | undefined): Promise<number> {
  const response = await fetch(`${url}/health/ready`)
  await response.arrayBuffer()
  return response.status
}

/** Far beyond the bound, and far below what clients would wait without it. */
const patienceMs = 25_000

describe('SIGTERM', () => {
  const failures: [string, (links: Links) => unknown][] = [
    ['Kafka is gone', ({ kafka }) => Promise.all(kafka.map((link) => link.cut()))],
    ['Kafka is silent', ({ kafka }) => kafka.forEach((link) => link.hang())],
    ['PostgreSQL is silent', ({ postgres }) => postgres.forEach((link) => link.hang())],
    ['Redis is silent', ({ redis }) => redis.forEach((link) => link.hang())],
  ]

  it.each(failures)('ends every role within its bound while %s', async (_, fail) => {
    await using opened = await open({ STOP_SECONDS: '3' })
    await fail(opened.links)
    const ends = (instance: Instance) => endsInTime(instance.child.kill('SIGTERM'))
    const end = () => Promise.all(all(opened.shop).map(ends))
    expect(await end()).toEqual(['ended', 'ended', 'ended'])
    // Also those that take their places, and wait for what is not there.
    for (const instance of all(opened.shop)) {
      while (instance.healthUrl === undefined) await wait(20)
    }
    expect(await end()).toEqual(['ended', 'ended', 'ended'])
  })

  async function endsInTime(ended: Promise<void>): Promise<string> {
    const over = new AbortController()
    const late = wait(patienceMs, 'late', { signal: over.signal }).catch(() => '')
    const how = await Promise.race([ended.then(() => 'ended'), late])
    over.abort()
    return how
  }

  it('is told by readiness at once, while the API goes on for a moment', async () => {
    await using opened = await open({ DRAIN_SECONDS: '3' })
    const [api] = opened.shop.of('api')
    const { healthUrl } = api!
    expect(await statusOf(healthUrl)).toBe(200)
    const ended = api!.child.kill('SIGTERM')
    while ((await statusOf(healthUrl)) !== 503);
    expect((await fetch(`${opened.shop.url}/events`)).status).toBe(200)
    await ended
  })
})

describe('a process with a part that is stuck', () => {
  it('ends itself, and the one that takes its place goes on', async () => {
    await using opened = await open({ SESSION_SECONDS: '2', STUCK_SECONDS: '13' })
    const [orchestrator] = opened.shop.of('orchestrator')
    const { child } = orchestrator!
    await child.ask({ type: 'wait at', place: 'events sent, not deleted', times: 1 })
    await opened.data.pool.query(
      `insert into outbox (topic, key, value) values ('events', gen_random_uuid(), 'none')`,
    )
    await child.ended
    await isReady(orchestrator!)
    const isLeft = async () => (await opened.data.pool.query('select from outbox')).rowCount !== 0
    while (await isLeft()) await wait(50)
    expect(orchestrator!.child).not.toBe(child)
  })
})
