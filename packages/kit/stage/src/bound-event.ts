import { boundText } from '@lab/conductor/bound-text'
import type { Exchange, Listing, StageEvent, Tree, TreeNode, Waterfall } from './events.ts'

// More than any statement, reply or cell that a demo means to show.
const mostCharacters = 10_000
const mostRows = 1_000
// A body or a line of code is read, not searched.
const mostOfABody = 2_000
const deepest = 50

/**
 * Cuts what an event took from a server and may be of any size: an error message, a statement, the
 * rows of a table, the messages of an exchange. Every view draws it, and breaks lines letter by letter where there is no space.
 */
export function boundEvent(event: StageEvent): StageEvent {
  if (event.type === 'finished') return { ...event, value: withBoundText(event.value) }
  if (event.type === 'table' && event.rows.length > mostRows) {
    const rows = event.rows.slice(0, mostRows)
    const cut = `... (${event.rows.length.toLocaleString('en-US')} rows)`
    return boundTexts({ ...event, rows: [...rows, [cut]] })
  }
  if (event.type === 'exchange') return boundTexts(boundExchange(event))
  if (event.type === 'tree') return boundTexts(boundTree(event))
  if (event.type === 'waterfall') return boundTexts(boundWaterfall(event))
  if (event.type === 'listing') return boundTexts(boundListing(event))
  return boundTexts(event)
}

function boundExchange(event: Exchange): Exchange {
  const kept = event.messages
    .slice(0, mostRows)
    .map((message) =>
      message.body === undefined
        ? message
        : { ...message, body: boundText(message.body, mostOfABody) },
    )
  const omitted = (event.omitted ?? 0) + event.messages.length - kept.length
  return { ...event, messages: kept, ...(omitted > 0 ? { omitted } : {}) }
}

/** Keeps the nodes that are drawn first; a node that loses children says how many in a last one. */
function boundTree(event: Tree): Tree {
  let left = mostRows
  const keep = (node: TreeNode, depth: number): TreeNode => {
    left -= 1
    const children: TreeNode[] = []
    for (const child of depth < deepest ? node.children : []) {
      if (left <= 0) break
      children.push(keep(child, depth + 1))
    }
    const lost = node.children.length - children.length
    if (lost > 0) children.push({ label: lostText(lost, 'children'), values: [], children: [] })
    return { ...node, children }
  }
  return { ...event, root: keep(event.root, 0) }
}

/** Keeps those that begin first: what a span is a part of stands before it. */
function boundWaterfall(event: Waterfall): Waterfall {
  const kept = event.spans.slice(0, mostRows)
  const omitted = (event.omitted ?? 0) + event.spans.length - kept.length
  return { ...event, spans: kept, ...(omitted > 0 ? { omitted } : {}) }
}

function boundListing(event: Listing): Listing {
  const lost = event.lines.length - mostRows
  if (lost <= 0) return event
  const cut = { text: lostText(lost, 'lines'), mark: 'omitted' } as const
  return { ...event, lines: [...event.lines.slice(0, mostRows), cut] }
}

function lostText(count: number, what: string): string {
  return `... (${count.toLocaleString('en-US')} more ${what})`
}

/** What an actor returned may be anything, and is left as it is. */
function withBoundText(value: unknown): unknown {
  return typeof value === 'string' ? boundText(value, mostCharacters) : value
}

function boundTexts<Data>(data: Data): Data
function boundTexts(data: unknown): unknown {
  if (typeof data === 'string') return boundText(data, mostCharacters)
  if (Array.isArray(data)) return data.map((each) => boundTexts<unknown>(each))
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([name, each]) => [name, boundTexts(each)]))
}
