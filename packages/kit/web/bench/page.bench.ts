import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { browser } from '@lab/servers/browser'
import { median } from '@lab/stage/median'
import type { RaceMap } from '@lab/stage'
import { buildPage } from '../src/build-page.ts'
import { startLabWeb } from '../test/start-lab-web.ts'

// What a person waits for: the first paint, the first event of a run, and what has to be loaded.

const rounds = 7
const folder = await buildPage()
const html = readFileSync(join(folder, 'index.html'), 'utf8')
const scripts = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js'))
for (const name of scripts.toSorted()) {
  const size = gzipSync(readFileSync(join(folder, 'assets', name))).length
  const when = html.includes(name) ? 'first page' : 'when needed'
  console.log(`${(size / 1000).toFixed(1).padStart(7)} kB compressed  ${when.padEnd(11)}  ${name}`)
}

await using web = await startLabWeb()
await using opened = await browser()
const client = await opened.client()
const paints: number[] = []
const events: number[] = []
for (let round = 0; round < rounds; round++) {
  const page = await client.newPage()
  await page.goto(web.url)
  await page.getByRole('link', { name: 'Row locks' }).waitFor()
  paints.push(
    await page.evaluate<number>(`new Promise((resolve) => {
      new PerformanceObserver((list) => {
        const [paint] = list.getEntriesByName('first-contentful-paint')
        if (paint) resolve(paint.startTime)
      }).observe({ type: 'paint', buffered: true })
    })`),
  )
  await page.goto(`${web.origin}/#/row-locks/row-lock`)
  const run = page.getByRole('button', { name: 'Run', exact: true })
  await run.waitFor()
  // A reader of the page takes a second; the world is opened meanwhile.
  await page.waitForTimeout(1_000)
  events.push(
    await page.evaluate<number>(`new Promise((resolve) => {
      const from = performance.now()
      new MutationObserver(() => {
        const shown = document.querySelector('.story')?.firstChild
        if (shown) resolve(performance.now() - from)
      }).observe(document.body, { childList: true, subtree: true })
      document.querySelector('.run').click()
    })`),
  )
  await page.close()
}

for (const orders of [1_000, 5_000]) {
  const drawn: number[] = []
  for (let round = 0; round < rounds; round++) drawn.push(await drawMap(orders))
  console.log(`map of ${orders} orders drawn: ${median(drawn).toFixed(0)} ms (median of ${rounds})`)
}

console.log(`first paint of the catalogue: ${median(paints).toFixed(0)} ms (median of ${rounds})`)
console.log(
  `from Run to the first event drawn: ${median(events).toFixed(0)} ms (median of ${rounds})`,
)

/** From the arrival of a map to the frame that shows it. */
async function drawMap(count: number): Promise<number> {
  const page = await client.newPage()
  const events = `data: ${JSON.stringify({ type: 'event', event: mapOf(count) })}\n\ndata: {"type":"end"}\n\n`
  await page.route('**/api/runs', (route) =>
    route.fulfill({ contentType: 'text/event-stream', body: events }),
  )
  await page.goto(web.url)
  await page.getByRole('link', { name: 'Row locks' }).waitFor()
  await page.goto(`${web.origin}/#/row-locks/row-lock/row-lock%2FtwoBuyers/schedule`)
  const run = page.getByRole('button', { name: 'Run every order' })
  await run.waitFor()
  await page.goto(`${web.origin}/#/row-locks/row-lock/row-lock%2FtwoBuyers/map`)
  const milliseconds = await page.evaluate<number>(`new Promise((resolve) => {
    const from = performance.now()
    const look = () => {
      const cells = document.querySelectorAll('[role=option]').length
      if (cells >= ${count}) requestAnimationFrame(() => resolve(performance.now() - from))
      else requestAnimationFrame(look)
    }
    look()
  })`)
  await page.close()
  return milliseconds
}

/** Orders of two actors with sixteen steps each, every other one losing. */
function mapOf(count: number): RaceMap {
  const steps = Array.from({ length: 16 }, (_, index) => `select ${index} from tickets`)
  const orders = new Set<string>()
  for (let seed = 1; orders.size < count; seed++) orders.add(orderOf(seed))
  const [holds, breaks] = [0, 1].map((rest) =>
    [...orders].filter((_, index) => index % 2 === rest),
  ) as [string[], string[]]
  const outcome = (kind: 'holds' | 'breaks', own: string[]) => ({
    kind,
    endings: {},
    violation: kind === 'holds' ? undefined : 'sold twice',
    schedules: own.length,
    simplest: own[0]!,
    orders: own,
  })
  return {
    type: 'map',
    race: 'row-lock/twoBuyers',
    actors: ['alice', 'bob'],
    steps: { alice: steps, bob: steps },
    schedules: count,
    exhaustive: true,
    outcomes: [outcome('holds', holds), outcome('breaks', breaks)],
  }
}

function orderOf(seed: number): string {
  const left = { alice: 16, bob: 16 }
  let state = seed
  const words: string[] = []
  while (left.alice + left.bob > 0) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    const name = (left.alice > 0 && state % 7 < 4) || left.bob === 0 ? 'alice' : 'bob'
    left[name]--
    words.push(name)
  }
  return words.join(' ')
}
