// Two faults at once, chosen by chance, again and again, while buyers buy: LAB_MINUTES, 60 by default,
// and LAB_SEED. After each pair it waits until no order from before its end is pending, and says how
// long that took. An order or a mail that takes longer than stuckMs ends the
// run with what is left. At the end the audit looks at everything.
import { setTimeout as wait } from 'node:timers/promises'
import { readWholeNumber } from '@lab/servers/whole-number'
import { createAsk } from '../trial/ask.ts'
import { audit } from '../trial/audit.ts'
import { openConcert, registerBuyers } from '../trial/concert.ts'
import { countStatements } from '../trial/count-statements.ts'
import { faultNames, faults } from '../trial/faults.ts'
import type { Fault } from '../trial/faults.ts'
import { openLinks } from '../trial/open-links.ts'
import { openServers } from '../trial/open-servers.ts'
import { openTrialData } from '../trial/open-trial-data.ts'
import { createRandom } from '../trial/random.ts'
import { sell } from '../trial/sell-out.ts'
import { startShop } from '../trial/start-shop.ts'
import type { Trial } from '../trial/trial.ts'
import { unlessStuck } from '../trial/unless-stuck.ts'
import type { DemoNote } from '../trial/demo-commands.ts'

const read = (name: string, usual: string, to: number) =>
  readWholeNumber(process.env[name] ?? usual, { name, from: 1, to, remedy: `${name}=${usual}` })
const minutes = read('LAB_MINUTES', '60', 600)
const random = createRandom(read('LAB_SEED', '1', 999_999))
const perSecond = 12
const seatsPerPurchase = 2.5
const stuckMs = 120_000

await using servers = await openServers()
await using data = await openTrialData(servers, [])
await using links = await openLinks(servers, data)
const hearers = new Set<(note: DemoNote) => void>()
await using shop = await startShop({
  servers,
  data,
  links,
  onNote: (note) => hearers.forEach((hear) => hear(note)),
})
const ask = createAsk(shop.url, () => {})
// More than are bought: the sale must not end before the faults.
const seats = Math.ceil(minutes * 60 * perSecond * seatsPerPurchase * 1.3 + 1_000)
const giveUp = new AbortController()
let number = 0
const trial: Trial = {
  servers,
  data,
  shop,
  links,
  ask,
  concert: await openLargeConcert(),
  buyers: await registerBuyers(ask, 100),
  random,
  bought: [],
  poison: { messages: [], mails: 0 },
  silences: [],
  nextNumber: () => (number += 1),
  onNote(hear) {
    hearers.add(hear)
    return () => void hearers.delete(hear)
  },
  faultMs: 3_000,
  signal: giveUp.signal,
}

const closed = new AbortController()
const selling = sell(trial, perSecond, closed.signal)
const until = performance.now() + minutes * 60_000
const struck: Fault[] = []
let longestMs = 0
let silent = 0
while (performance.now() < until) {
  const names = [...faultNames].sort(() => random() - 0.5).slice(0, 2)
  struck.push(...names.map((name) => faults[name]))
  process.stdout.write(names.join(' + ').padEnd(42))
  await Promise.all(names.map((name) => faults[name].strike(trial)))
  const ms = await untilEnded()
  longestMs = Math.max(longestMs, ms)
  console.log(`${(ms / 1000).toFixed(1).padStart(6)} s`, ...trial.silences.slice(silent))
  silent = trial.silences.length
}
closed.abort()
await selling
await untilEnded()
// What has ended last is compared with the provider's books a moment later.
await unlessStuck(trial, giveUp, async () => {})
const { promises, numbers } = await audit({
  eventId: trial.concert.eventId,
  pool: data.pool,
  providers: await shop.providers.read(),
  bought: trial.bought,
  statements: await countStatements(shop.env, []),
  faults: struck,
  faultMs: trial.faultMs,
  poison: trial.poison,
  silences: trial.silences,
})
console.log(`longest until every order had ended: ${(longestMs / 1000).toFixed(1)} s`)
console.log(JSON.stringify(numbers))
for (const { text, broken } of promises) console.log(`${broken ?? 'holds'}: ${text}`)
process.exitCode = promises.some(({ broken }) => broken !== undefined) ? 1 : 0

/** The shop takes no event that is large enough for an hour. */
async function openLargeConcert() {
  const concert = await openConcert(ask, seats)
  await data.pool.query(
    `insert into seats (event_id, label) select $1, 'more-' || n from generate_series(1, $2::int) as n`,
    [concert.eventId, seats - concert.seats],
  )
  return { ...concert, seats: Math.max(seats, concert.seats) }
}

/** Waits until nothing from before this moment is under way, and returns how long that took. */
async function untilEnded(): Promise<number> {
  const begin = performance.now()
  const moment = new Date()
  for (;;) {
    const looked = await data.pool
      .query<{ what: string }>(
        `select 'order ' || id as what from orders where status = 'pending' and created_at < $1
         union all
         select 'mail of order ' || order_id from mails where status = 'due' and created_at < $1`,
        [moment],
      )
      // PostgreSQL may have been away a moment ago.
      .catch(() => undefined)
    const ms = performance.now() - begin
    if (looked?.rows.length === 0) return ms
    if (looked !== undefined && ms > stuckMs) {
      const some = looked.rows.slice(0, 5).map(({ what }) => what)
      throw new Error(`${looked.rows.length} are stuck, as ${some.join(', ')}`)
    }
    await wait(100)
  }
}
