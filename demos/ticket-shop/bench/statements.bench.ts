// What an order asks of the database, by role and by statement: on the wire, without faults, two
// processes of each role. Orders one after the other share nothing; of 16 at once some share a claim
// or a batch. Looks that find nothing are counted apart: they cost the same when nobody buys.
import { statementCounter } from '@lab/wire/statement-counter'
import { openServers } from '../trial/open-servers.ts'
import { openTrialData } from '../trial/open-trial-data.ts'
import { roles, startShop } from '../trial/start-shop.ts'
import { countByText } from './count-by-text.ts'
import type { Counted } from './count-by-text.ts'
import { openSale } from './open-sale.ts'
import { placeOrders, seatsPerOrder, untilAtRest, withoutLimits } from './place-orders.ts'

const sales = [
  { title: 'one after the other', count: 20, atOnce: 1 },
  { title: '16 at once', count: 400, atOnce: 16 },
]

await using servers = await openServers()
await using data = await openTrialData(servers, [])
await using opened = new AsyncDisposableStack()
const counters = await Promise.all(
  roles.map(async (role) => {
    const texts = countByText()
    const { url } = opened.use(await statementCounter(data.databaseUrl, { onDone: texts.add }))
    return { role, texts, settings: { DATABASE_URL: url } }
  }),
)
await using shop = await startShop({
  servers,
  data,
  settings: withoutLimits,
  settingsOf: Object.fromEntries(counters.map(({ role, settings }) => [role, settings])),
})
const orders = sales.reduce((sum, { count }) => sum + count, 0)
const sale = await openSale(data.pool, shop.env, { seats: orders * seatsPerOrder, buyers: 50 })

let from = 1
for (const { title, count, atOnce } of sales) {
  for (const { texts } of counters) texts.take()
  const begin = performance.now()
  for (let left = count; left > 0; left -= atOnce === 1 ? 1 : count) {
    await placeOrders(shop.url, sale, { from, count: atOnce === 1 ? 1 : count, atOnce })
    from += atOnce === 1 ? 1 : count
    await untilAtRest(data.pool)
  }
  const seconds = (performance.now() - begin) / 1000
  show(title, count, seconds)
}

function show(title: string, count: number, seconds: number): void {
  console.log(`\n${count} orders, ${title}\n`)
  console.log('| role | statements an order | transactions an order | idle looks a second |')
  console.log('| --- | ---: | ---: | ---: |')
  const counted = counters.map(({ role, texts }) => ({ role, ...texts.take() }))
  const rows = counted.map(({ role, ...of }) => ({ role, ...perOrder(of, count, seconds) }))
  const sum = (key: 'statements' | 'transactions' | 'idle') =>
    rows.reduce((total, row) => total + row[key], 0)
  const all = {
    role: 'all',
    statements: sum('statements'),
    transactions: sum('transactions'),
    idle: sum('idle'),
  }
  for (const { role, statements, transactions, idle } of [...rows, all])
    console.log(
      `| ${role} | ${statements.toFixed(1)} | ${transactions.toFixed(1)} | ${idle.toFixed(0)} |`,
    )
  for (const { role, texts } of counted) {
    console.log(`\n${role}\n`)
    for (const [text, times] of [...texts].toSorted((one, other) => other[1] - one[1]))
      console.log(`${(times / count).toFixed(2).padStart(8)}  ${text.slice(0, 110)}`)
  }
}

function perOrder({ texts, transactions, idle }: Counted, count: number, seconds: number) {
  const statements = [...texts.values()].reduce((sum, times) => sum + times, 0)
  return {
    statements: statements / count,
    transactions: transactions / count,
    idle: idle.transactions / seconds,
  }
}
