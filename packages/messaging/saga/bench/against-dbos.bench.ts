import { DBOS } from '@dbos-inc/dbos-sdk'
import { postgres } from '@lab/servers/postgres'
import { statementCounter } from '@lab/wire/statement-counter'
import { median } from '@lab/stage/median'
import type { Pool } from 'pg'
import { nextOf, orderSaga, takeNote } from '../src/index.ts'
import type { Entry, Outcome } from '../src/index.ts'
import { openShop } from '../src/open-shop.ts'
import { answerOnce } from '../src/services/answer-once.ts'
import { effects } from '../src/services/effects.ts'
import { resetShop } from '../src/shop-state.ts'

// The same order of three steps with a durable log, on one PostgreSQL: by this package's engine,
// and as a workflow of DBOS Transact. Both call the services directly, without Kafka, and both
// services take note of their commands. Then with steps that do nothing: the engines alone.
// Statements are counted on the wire to the database that has the log. Medians of LAB_BENCH_ROUNDS
// rounds (default 5) of LAB_BENCH_SAGAS sagas (default 200), the engines in turn.

const rounds = Number(process.env['LAB_BENCH_ROUNDS'] ?? 5)
const sagas = Number(process.env['LAB_BENCH_SAGAS'] ?? 200)

type Ask = (orderId: string, command: string) => Promise<Outcome>
type RunSaga = (orderId: string, ask: Ask) => Promise<unknown>

await using shop = await openShop()
await using system = await postgres()
const { plain } = shop
const askService: Ask = (orderId, command) => answerOnce(plain, effects, orderId, command)
const askNobody: Ask = async () => 'done'

/** What `orchestrated` does, with a call in the place of a command and its reply. */
const sagaOn =
  (orders: Pool): RunSaga =>
  async (orderId, ask) => {
    await orders.query('insert into orders (id) values ($1)', [orderId])
    const log: Entry[] = []
    for (;;) {
      const next = nextOf(orderSaga, log)
      if ('end' in next) {
        await orders.query('update orders set status = $2 where id = $1', [orderId, next.end])
        return
      }
      const outcome = await ask(orderId, next.ask)
      await takeNote(orders, orderId, next.ask, outcome)
      log.push({ command: next.ask, outcome })
    }
  }

let currentAsk: Ask = askService
const workflow = DBOS.registerWorkflow(
  async (orderId: string) => {
    for (const command of ['reserve', 'charge', 'ship']) {
      const ask = () => currentAsk(orderId, command)
      const outcome = await DBOS.runStep(ask, { name: command })
      if (outcome !== 'done') throw new Error(`Cannot complete order: ${command} was ${outcome}`)
    }
    return 'complete'
  },
  { name: 'order' },
)
const sagaOnDbos: RunSaga = async (orderId, ask) => {
  currentAsk = ask
  await DBOS.withNextWorkflowID(orderId, () => workflow(orderId))
}

async function launch(pool: Pool): Promise<void> {
  DBOS.setConfig({
    name: 'saga-bench',
    systemDatabaseUrl: system.url,
    systemDatabasePool: pool,
    logLevel: 'error',
  })
  await DBOS.launch()
}

let orders = 0

/** Runs sagas, so many at a time; returns how many end in a second. */
async function rate(run: RunSaga, ask: Ask, inFlight: number, count = sagas): Promise<number> {
  await reset()
  let left = count
  const from = performance.now()
  const worker = async () => {
    while (left-- > 0) await run(`bench-${orders++}`, ask)
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  return (count * 1_000) / (performance.now() - from)
}

async function reset(): Promise<void> {
  await resetShop(shop, 'none')
  await plain.inventory.query('update items set remaining = 1000000')
  await plain.payment.query('update cards set credit = 1000000')
}

const own = sagaOn(plain.orders)
await launch(system.pool({ max: 20 }))
for (const [name, ask] of [
  ['with services', askService],
  ['steps that do nothing', askNobody],
] as const) {
  for (const inFlight of [1, 16]) {
    const rates: { own: number; dbos: number }[] = []
    for (let round = 0; round <= rounds; round++) {
      const pair = {
        own: await rate(own, ask, inFlight),
        dbos: await rate(sagaOnDbos, ask, inFlight),
      }
      // The first round warms up.
      if (round > 0) rates.push(pair)
    }
    console.log(
      `${name}, ${inFlight} in flight: ${median(rates.map((each) => each.own)).toFixed(0)} sagas/s, ` +
        `DBOS ${median(rates.map((each) => each.dbos)).toFixed(0)}, ` +
        `ratio ${median(rates.map((each) => each.own / each.dbos)).toFixed(2)}`,
    )
  }
}
await DBOS.shutdown()

const counted = 100
await using ownCounter = await statementCounter(shop.database.url)
await using dbosCounter = await statementCounter(system.url)
const ownTraffic = await ownCounter.during(() =>
  rate(sagaOn(ownCounter.pool()), askNobody, 1, counted),
)
await launch(dbosCounter.pool({ max: 20 }))
const dbosTraffic = await dbosCounter.during(() => rate(sagaOnDbos, askNobody, 1, counted))
await DBOS.shutdown()
console.log(
  `statements per saga in the log's database: ${ownTraffic.statements.length / counted}, ` +
    `DBOS ${dbosTraffic.statements.length / counted}`,
)
