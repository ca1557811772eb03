import type { Broken, Finding, Judgement } from '@lab/kata/judge'
import { createTerminalView, numberText, wrapText } from '@lab/stage'
import { painter } from '../prose-text.ts'
import type { TextOptions } from '../prose-text.ts'

/** Writes the order that breaks the first fact, and what each fact says of the answer. */
export function verdictText(judgement: Judgement, options: TextOptions): string {
  const paint = painter(options)
  if (judgement.ending === 'no answer') return paint('red', fit(`✗ ${judgement.problem}`, options))
  const { findings, strays } = judgement
  const lines = [
    ...findings.map((finding) => findingLine(finding, options)),
    ...(judgement.ending === 'stopped'
      ? [
          paint('red', fit(`✗ ${judgement.fact || 'loading'}`, options)),
          fit(`    ${judgement.problem}`, options, 4),
        ]
      : []),
    ...strays.map((problem) => paint('red', fit(`✗ ${problem}`, options))),
  ]
  const shown = findings.find((finding) => !finding.holds && finding.timeline !== undefined)
  // The facts come last: on a small screen what is above has scrolled away.
  const order = shown === undefined ? [] : [losingOrder(shown as Broken, options), '']
  return [...order, ...lines].join('\n')
}

/** Breaks a text between words, its further lines below the first one's. */
function fit(text: string, { width }: TextOptions, hang = 2): string {
  return wrapText(text, width, hang).join('\n')
}

function findingLine(finding: Finding, options: TextOptions): string {
  const paint = painter(options)
  if (finding.holds) {
    const orders = finding.orders === undefined ? '' : ordersText(finding.orders)
    const text = fit(`✓ ${finding.fact}  ${orders}`, options).replace('✓', paint('green', '✓'))
    return text.endsWith(orders) && orders !== ''
      ? `${text.slice(0, -orders.length)}${paint('dim', orders)}`
      : text
  }
  const { orders, printed, timeline } = finding
  const counts =
    orders === undefined ? '' : `, in ${numberText(orders.broken)} of ${ordersText(orders.all)}`
  return [
    paint('red', fit(`✗ ${finding.fact}`, options)),
    fit(`    ${finding.reason}${counts}`, options, 4),
    ...printed.map((text) =>
      paint(
        'dim',
        fit(`    ${timeline === undefined ? '' : 'then '}it prints: ${text}`, options, 4),
      ),
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
