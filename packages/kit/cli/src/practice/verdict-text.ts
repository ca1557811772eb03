import type { Broken, Finding, Judgement } from '@lab/kata/judge'
import { createTerminalView, numberText, visibleText } from '@lab/stage'
import { painter } from '../prose-text.ts'
import type { TextOptions } from '../prose-text.ts'

/** Writes the order that breaks the first fact, and what each fact says of the answer. */
export function verdictText(judgement: Judgement, options: TextOptions): string {
  const paint = painter(options)
  if (judgement.ending === 'no answer') return paint('red', `✗ ${visibleText(judgement.problem)}`)
  const { findings, strays } = judgement
  const lines = [
    ...findings.map((finding) => findingLine(finding, paint)),
    ...(judgement.ending === 'stopped'
      ? [paint('red', `✗ ${judgement.fact || 'loading'}`), `    ${visibleText(judgement.problem)}`]
      : []),
    ...strays.map((problem) => paint('red', `✗ ${visibleText(problem)}`)),
  ]
  const shown = findings.find((finding) => !finding.holds && finding.timeline !== undefined)
  // The facts come last: on a small screen what is above has scrolled away.
  const order = shown === undefined ? [] : [losingOrder(shown as Broken, options), '']
  return [...order, ...lines].join('\n')
}

function findingLine(finding: Finding, paint: ReturnType<typeof painter>): string {
  if (finding.holds) {
    const orders =
      finding.orders === undefined ? '' : paint('dim', `  ${ordersText(finding.orders)}`)
    return `${paint('green', '✓')} ${finding.fact}${orders}`
  }
  const { orders, printed, timeline } = finding
  const counts = orders === undefined ? '' : `, in ${orders.broken} of ${ordersText(orders.all)}`
  return [
    paint('red', `✗ ${finding.fact}`),
    `    ${visibleText(finding.reason)}${counts}`,
    ...printed.map((text) =>
      paint('dim', `    ${timeline === undefined ? '' : 'then '}it prints: ${visibleText(text)}`),
    ),
  ].join('\n')
}

function losingOrder({ timeline }: Broken, options: TextOptions): string {
  const { schedule, actors, moments, violation } = timeline!
  let text = ''
  const view = createTerminalView(
    {
      columns: options.width,
      isTTY: false,
      write: (piece, done) => ((text += piece), done(), true),
    },
    { env: options.colour ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' } },
  )
  const title = 'The simplest order that breaks it'
  void view.show({ type: 'timeline', title, schedule, actors })
  for (const moment of moments) void view.show(moment)
  void view.show({ type: 'invariant', violation })
  return text.trim()
}

function ordersText(orders: number): string {
  return orders === 1 ? '1 order' : `${numberText(orders)} orders`
}
