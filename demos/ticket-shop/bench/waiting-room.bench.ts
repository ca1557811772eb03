// A crowd that comes at once, with and without a waiting room: what the shop answers, and how long
// those wait who are let in. Both on the same servers in the same run, one after the other.
import { setTimeout as wait } from 'node:timers/promises'
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

console.log('buyers  waiting room  orders  429    503  no answer  p50 ms  p99 ms  seconds')
await using servers = await openServers()
for (const buyers of crowds) {
  for (const hasRoom of [false, true]) await measure(servers, buyers, hasRoom)
}

async function measure(on: Servers, buyers: number, hasRoom: boolean): Promise<void> {
  await using data = await openTrialData(on, [])
  await using shop = await startShop({
    servers: on,
    data,
    instances: { api: 1, orchestrator: 1, consumer: 1 },
    settings: hasRoom ? { ADMISSIONS_PER_SECOND: String(admissionsPerSecond) } : {},
  })
  const { eventId, tokens } = await openSale(data.pool, shop.env, { seats: buyers, buyers })
  const answers: ShopAnswer[] = []
  const ask = createAsk(shop.url, ({ method, path }, answer) => {
    if (method === 'POST' && path === '/orders') answers.push(answer)
  })
  const begin = performance.now()
  await Promise.all(
    tokens.map((token, index) => buy(ask, { token, eventId, key: `${index}`, hasRoom })),
  )
  const count = (of: (status: number) => boolean) => answers.filter((one) => of(one.status)).length
  const taken = answers.filter(({ status }) => status === 200 || status === 202)
  const times = taken.map(({ ms }) => ms)
  console.log(
    String(buyers).padEnd(7),
    String(hasRoom).padEnd(13),
    String(taken.length).padStart(6),
    String(count((status) => status === 429)).padStart(5),
    String(count((status) => status === 503)).padStart(6),
    String(count((status) => status === 0)).padStart(10),
    percentile(times, 50).toFixed(0).padStart(7),
    percentile(times, 99).toFixed(0).padStart(7),
    ((performance.now() - begin) / 1000).toFixed(1).padStart(8),
  )
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
