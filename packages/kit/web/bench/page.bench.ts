import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { median } from '@lab/stage/median'
import { buildPage } from '../src/build-page.ts'
import { openBrowser } from '../test/open-browser.ts'
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
const browser = await openBrowser()
const paints: number[] = []
const events: number[] = []
for (let round = 0; round < rounds; round++) {
  const page = await browser.newPage()
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
  // Who reads the page takes a second; the world is opened meanwhile.
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
await browser.close()
console.log(`first paint of the catalogue: ${median(paints).toFixed(0)} ms (median of ${rounds})`)
console.log(
  `from Run to the first event drawn: ${median(events).toFixed(0)} ms (median of ${rounds})`,
)
