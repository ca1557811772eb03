// What a second process of each role gives: orders a second from 32 buyers at once until all are
// complete, and what processor time each part takes for an order. The same sale with one and with two,
// one after the other on the same servers. LAB_ROUNDS, 3 by default; medians.
import { availableParallelism, loadavg } from 'node:os'
import { readWholeNumber } from '@lab/servers/whole-number'
import { median } from '@lab/stage/median'
import { openServers } from '../trial/open-servers.ts'
import type { Servers } from '../trial/open-servers.ts'
import { openTrialData } from '../trial/open-trial-data.ts'
import { startShop } from '../trial/start-shop.ts'
import { openSale } from './open-sale.ts'
import { placeOrders, seatsPerOrder, untilAtRest, untilComplete } from './place-orders.ts'
import { withoutLimits } from './place-orders.ts'
import { kindNames, readProcessorTimeMs } from './processor-time.ts'
import type { Kind } from './processor-time.ts'

const counts = [1, 2]
const warmUp = 100
const orders = 400
const atOnce = 32
const rounds = readWholeNumber(process.env['LAB_ROUNDS'] ?? '3', {
  name: 'LAB_ROUNDS',
  from: 1,
  to: 20,
  remedy: 'LAB_ROUNDS=3',
})

interface Measured {
  takenPerSecond: number
  completePerSecond: number
  /** Of this machine's processors, all together. */
  msPerOrder: Record<Kind, number>
  /** Of one processor, while the orders were under way. */
  shares: Record<Kind, number>
}

await using servers = await openServers()
const measured = new Map(counts.map((count) => [count, [] as Measured[]]))
for (let round = 1; round <= rounds; round += 1) {
  for (const count of counts) measured.get(count)!.push(await measure(servers, count))
}
const processors = availableParallelism()
console.log(
  `${processors} processors, load ${loadavg()[0]!.toFixed(1)} at the end, ${rounds} rounds`,
)
console.log('\n| of each role | taken a second | complete a second |')
console.log('| --- | ---: | ---: |')
for (const count of counts) {
  const of = (key: 'takenPerSecond' | 'completePerSecond') =>
    median(measured.get(count)!.map((one) => one[key])).toFixed(1)
  console.log(`| ${count} | ${of('takenPerSecond')} | ${of('completePerSecond')} |`)
}
show('ms of a processor an order', 'msPerOrder', 1)
show('% of one processor', 'shares', 0)

function show(title: string, key: 'msPerOrder' | 'shares', digits: number): void {
  console.log(`\n| ${title} | ${counts.join(' | ')} |`)
  console.log(`| --- | ${counts.map(() => '---:').join(' | ')} |`)
  const sums = counts.map(() => 0)
  for (const kind of kindNames) {
    const values = counts.map((count) => median(measured.get(count)!.map((one) => one[key][kind])))
    values.forEach((value, index) => (sums[index]! += value))
    console.log(`| ${kind} | ${values.map((value) => value.toFixed(digits)).join(' | ')} |`)
  }
  console.log(`| all | ${sums.map((sum) => sum.toFixed(digits)).join(' | ')} |`)
}

async function measure(on: Servers, count: number): Promise<Measured> {
  await using data = await openTrialData(on, [])
  const instances = { api: count, orchestrator: count, consumer: count }
  await using shop = await startShop({ servers: on, data, instances, settings: withoutLimits })
  const seats = (warmUp + orders) * seatsPerOrder
  const sale = await openSale(data.pool, shop.env, { seats, buyers: 100 })
  await placeOrders(shop.url, sale, { from: 1, count: warmUp, atOnce })
  await untilAtRest(data.pool)
  const before = await readProcessorTimeMs()
  const begin = performance.now()
  await placeOrders(shop.url, sale, { from: warmUp + 1, count: orders, atOnce })
  const takenMs = performance.now() - begin
  await untilComplete(data.pool, warmUp + orders)
  const completeMs = performance.now() - begin
  await untilAtRest(data.pool)
  const allMs = performance.now() - begin
  const after = await readProcessorTimeMs()
  const each = (of: (ms: number) => number) =>
    Object.fromEntries(
      kindNames.map((kind) => [kind, of(after[kind] - before[kind])]),
    ) as Measured['shares']
  return {
    takenPerSecond: (orders / takenMs) * 1000,
    completePerSecond: (orders / completeMs) * 1000,
    msPerOrder: each((ms) => ms / orders),
    shares: each((ms) => (ms / allMs) * 100),
  }
}
