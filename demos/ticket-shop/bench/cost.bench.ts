// What each concept costs: the same sale without faults, with everything and without one of them,
// on the same servers in the same run. Orders a second from 32 buyers at once, medians of rounds.
import { omissions } from '../trial/omissions.ts'
import type { Omission } from '../trial/omissions.ts'
import { openServers } from '../trial/open-servers.ts'
import type { Servers } from '../trial/open-servers.ts'
import { percentile } from '../trial/percentile.ts'
import { runTrial } from '../trial/run-trial.ts'
import { median } from '@lab/stage/median'

const rounds = 3
const seconds = 6

await using servers = await openServers()
const variants: (Omission | undefined)[] = [undefined, ...omissions]
const measured = new Map(variants.map((variant) => [variant, [] as Sale[]]))
// One after the other in each round, so that a slow moment meets all of them.
for (let round = 1; round <= rounds; round += 1) {
  for (const variant of variants) measured.get(variant)!.push(await measure(servers, variant))
}

const all = summary(undefined)
console.log('the shop'.padEnd(26), 'orders/s', 'p50 ms', 'p99 ms', ' ratio')
for (const variant of variants) {
  const { perSecond, p50, p99 } = summary(variant)
  const name = variant === undefined ? 'with everything' : `without ${variant}`
  console.log(
    name.padEnd(26),
    perSecond.toFixed(1).padStart(8),
    p50.toFixed(0).padStart(6),
    p99.toFixed(0).padStart(6),
    (perSecond / all.perSecond).toFixed(2).padStart(6),
  )
}

interface Sale {
  perSecond: number
  p50: number
  p99: number
}

async function measure(on: Servers, variant: Omission | undefined): Promise<Sale> {
  const without = variant === undefined ? [] : [variant]
  const { phases, requests } = await runTrial({
    servers: on,
    faults: [],
    without,
    seed: 1,
    buyers: 100,
    seconds,
    patienceMs: 3_000,
  })
  const rest = phases.at(-1)!
  const orders = requests.filter(({ what, status }) => what === 'order' && status === 202)
  const times = orders.map(({ ms }) => ms)
  return {
    perSecond: (orders.length / (rest.toMs - rest.fromMs)) * 1000,
    p50: percentile(times, 50),
    p99: percentile(times, 99),
  }
}

function summary(variant: Omission | undefined): Sale {
  const sales = measured.get(variant)!
  const of = (key: keyof Sale) => median(sales.map((sale) => sale[key]))
  return { perSecond: of('perSecond'), p50: of('p50'), p99: of('p99') }
}
