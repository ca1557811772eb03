// A crowd that comes at once, with and without a waiting room: what the shop answers, and how long
// those wait who are let in. Both on the same servers in the same run, one after the other. It writes
// the table and the chart of the README.
import { availableParallelism, loadavg } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { createMarkdownView } from '@lab/stage/markdown'
import { createAsk } from '../trial/ask.ts'
import type { Ask, ShopAnswer } from '../trial/ask.ts'
import { openServers } from '../trial/open-servers.ts'
import type { Servers } from '../trial/open-servers.ts'
import { openTrialData } from '../trial/open-trial-data.ts'
import { percentile } from '../trial/percentile.ts'
import { startShop } from '../trial/start-shop.ts'
import { openSale } from './open-sale.ts'

const admissionsPerSecond = 25
const crowds = [100, 500, 2_000]

interface Measured {
  buyers: number
  hasRoom: boolean
  /** How many requests to buy got this answer; 0 is a broken connection. */
  answered: (status: number) => number
  /** Of those that were taken. */
  p50Ms: number
  p99Ms: number
  /** Of those that were asked for when the crowd was in; 0 without a waiting room. */
  laterP99Ms: number
  /** How many were asked for before. */
  early: number
  seconds: number
}

await using servers = await openServers()
const measured: Measured[] = []
for (const buyers of crowds) {
  for (const hasRoom of [false, true]) measured.push(await measure(servers, buyers, hasRoom))
}
const view = createMarkdownView((text) => void process.stdout.write(text))
await view.show({
  type: 'table',
  title: `Requests to buy, by what was answered, ${availableParallelism()} processors, load ${loadavg()[0]!.toFixed(1)} at the end`,
  columns: [
    'buyers',
    'waiting room',
    'taken',
    '429',
    '503',
    'no answer',
    'p50 ms',
    'p99 ms',
    'asked while others joined',
    'p99 ms of the rest',
    's',
  ],
  rows: measured.map(({ buyers, hasRoom, answered, p50Ms, p99Ms, early, laterP99Ms, seconds }) => [
    buyers,
    hasRoom ? 'yes' : 'no',
    answered(202) + answered(200),
    answered(429),
    answered(503),
    answered(0),
    Math.round(p50Ms),
    Math.round(p99Ms),
    early,
    Math.round(laterP99Ms),
    Math.round(seconds),
  ]),
})
await view.show({
  type: 'chart',
  title: 'How long 99 of 100 of the taken orders wait for their answer at most',
  x: { name: 'buyers at once', unit: 'buyers', scale: 'logarithmic' },
  y: { name: 'p99', unit: 'ms', scale: 'logarithmic' },
  series: [false, true].map((room) => ({
    name: room ? 'with the waiting room' : 'without it',
    points: measured
      .filter(({ hasRoom }) => hasRoom === room)
      .map(({ buyers, p99Ms }): [number, number] => [buyers, p99Ms]),
  })),
})
await view.end?.()

async function measure(on: Servers, buyers: number, hasRoom: boolean): Promise<Measured> {
  await using data = await openTrialData(on, [])
  await using shop = await startShop({
    servers: on,
    data,
    instances: { api: 1, orchestrator: 1, consumer: 1 },
    settings: hasRoom ? { ADMISSIONS_PER_SECOND: String(admissionsPerSecond) } : {},
  })
  const { eventId, tokens } = await openSale(data.pool, shop.env, { seats: buyers, buyers })
  const answers: (ShopAnswer & { askedAt: number })[] = []
  let joinedAt = 0
  const ask = createAsk(shop.url, ({ method, path }, answer) => {
    const now = performance.now()
    if (method !== 'POST') return
    if (path === '/orders') answers.push({ ...answer, askedAt: now - answer.ms })
    else joinedAt = now
  })
  const begin = performance.now()
  await Promise.all(
    tokens.map((token, index) => buy(ask, { token, eventId, key: `${index}`, hasRoom })),
  )
  const seconds = (performance.now() - begin) / 1000
  const taken = answers.filter(({ status }) => status === 200 || status === 202)
  const times = taken.map(({ ms }) => ms)
  const later = taken.filter(({ askedAt }) => hasRoom && askedAt > joinedAt).map(({ ms }) => ms)
  return {
    buyers,
    hasRoom,
    answered: (status) => answers.filter((one) => one.status === status).length,
    p50Ms: percentile(times, 50),
    p99Ms: percentile(times, 99),
    laterP99Ms: percentile(later, 99),
    early: hasRoom ? taken.length - later.length : 0,
    seconds,
  }
}

interface Buyer {
  token: string
  eventId: string
  key: string
  hasRoom: boolean
}

/** Waits for the turn when there is a room, then asks until the order is taken. */
async function buy(ask: Ask, { token, eventId, key, hasRoom }: Buyer): Promise<void> {
  const headers: Record<string, string> = { 'idempotency-key': key }
  if (hasRoom) headers['waiting-room-ticket'] = await waitForTurn(ask, token, eventId)
  const body = { eventId, quantity: 1, card: `4${key.padStart(11, '0')}1111` }
  for (;;) {
    const { status } = await ask({ method: 'POST', path: '/orders', token, headers, body })
    if (status === 200 || status === 202 || status === 409) return
    await wait(500 + Math.random() * 500)
  }
}

async function waitForTurn(ask: Ask, token: string, eventId: string): Promise<string> {
  const path = `/events/${eventId}/waiting-room`
  for (;;) {
    const joined = await ask({ method: 'POST', path, token })
    if (joined.status === 201) {
      const place = joined.body as { ticket: string; ahead: number; retryAfterSeconds: number }
      let { ahead, retryAfterSeconds } = place
      while (ahead > 0) {
        await wait(retryAfterSeconds * 1000)
        const looked = await ask({ path, token, headers: { 'waiting-room-ticket': place.ticket } })
        if (looked.status === 200) {
          ;({ ahead, retryAfterSeconds } = looked.body as typeof place)
        }
      }
      return place.ticket
    }
    await wait(500 + Math.random() * 500)
  }
}
