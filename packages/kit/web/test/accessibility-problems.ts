import { source } from 'axe-core'
import type { Page } from 'playwright-core'

interface Found {
  violations: { id: string; impact: string; help: string; nodes: { html: string }[] }[]
}

/** What axe finds serious or critical on the page as it is now. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // As text through the debugger: the page's own policy lets no other script in.
  await page.evaluate(source)
  const { violations } = await page.evaluate<Found>('axe.run()')
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html }) => html).join('\n')}`)
}
