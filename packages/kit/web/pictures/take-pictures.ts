// Takes the pictures of the READMEs: pnpm --filter @lab/web pictures
import { fileURLToPath } from 'node:url'
import { browser } from '@lab/servers/browser'
import { startLabWeb } from '../test/start-lab-web.ts'

const folder = fileURLToPath(new URL('../docs/', import.meta.url))
const race = 'row-locks/read-then-write/read-then-write%2FtwoBuyers'

await using web = await startLabWeb()
await using opened = await browser()
const client = await opened.client()
for (const colorScheme of ['light', 'dark'] as const) {
  const page = await client.newPage({
    viewport: { width: 1200, height: 900 },
    colorScheme,
    reducedMotion: 'reduce',
  })
  await page.goto(web.url)
  await page.getByRole('link', { name: 'Row locks' }).waitFor()
  await page.goto(`${web.origin}/#/${race}/map`)
  const cells = page.getByRole('listbox', { name: '92 orders' })
  await cells.getByRole('option', { name: 'breaks: alice×2 bob×5 alice×3' }).click()
  await page.getByText('✗ 1 ticket, 2 sold, 0 left').last().waitFor()
  const panel = page.locator('.race-panel')
  await panel.screenshot({ path: `${folder}map-${colorScheme}.png` })
  await page.close()
}
