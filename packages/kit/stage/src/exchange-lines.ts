import type { Exchange, ExchangeMessage } from './events.ts'
import { fieldText, omittedWords, partiesOf } from './exchange-words.ts'
import type { Line, Role } from './line.ts'
import { line, padLine } from './line.ts'
import { textWidth } from './text-width.ts'
import { visibleText } from './visible-text.ts'
import { wrapText } from './wrap-text.ts'

type Shown = Omit<Exchange, 'type'>
interface Drawing {
  width: number
  milliseconds: 'shown' | 'hidden'
}

const narrowestGap = 24
const widest = 100
const comfortable = 40

/**
 * Draws an exchange: a line down for each party and arrows between them where there is room, else
 * one message a line, `client → api  GET /orders`.
 */
export function exchangeLines(exchange: Shown, drawing: Drawing): Line[] {
  const parties = partiesOf(exchange).map((name) => ({ name, text: onOneLine(name) }))
  const most = Math.floor((Math.min(drawing.width, widest) - 1) / Math.max(1, parties.length - 1))
  const names = parties.map(({ text }) => textWidth(text) + 2)
  const gap = Math.min(most, Math.max(narrowestGap, ...names, longestText(exchange, drawing) + 8))
  const fits = parties.length > 1 && gap >= narrowestGap && names.every((name) => name <= gap)
  return [
    ...wrapText(exchange.title, drawing.width).map((text) => line(text, 'title')),
    ...(fits ? laneLines(exchange, parties, gap, drawing) : listLines(exchange, drawing)),
    ...omittedWords(exchange).map((text) => line(text, 'quiet')),
  ]
}

/** Arrows are no longer than the longest text needs, with short fields beside each other. */
function longestText({ messages }: Shown, drawing: Drawing): number {
  const texts = messages.flatMap((message) => [
    ...messageTexts({ ...message, fields: [] }, widest, drawing),
    ...(message.fields ?? []).map((field) => ({ text: fieldText(field) })),
    ...messageTexts(message, comfortable, drawing),
  ])
  return Math.max(0, ...texts.map(({ text }) => textWidth(text)))
}

function laneLines(
  { messages }: Shown,
  parties: { name: string; text: string }[],
  gap: number,
  drawing: Drawing,
): Line[] {
  const places = new Map(parties.map(({ name }, index) => [name, index * gap]))
  const last = gap * (parties.length - 1)
  const header = parties.reduce<Line>((spans, { text }, index) => {
    const width = textWidth(text)
    const centred = index * gap - Math.floor(width / 2)
    const from = Math.max(0, Math.min(centred, last + 1 - width))
    return [...padLine(spans, from), { text, role: 'actor' }]
  }, [])
  const guides = [...places.values()]
  const drawn = messages.flatMap((message) => {
    const [from, to] = [places.get(message.from)!, places.get(message.to)!]
    // A party that talks to itself writes beside its own line, where there is room.
    const left = from === to ? Math.min(from, last - gap) : Math.min(from, to)
    const right = from === to ? left + gap : Math.max(from, to)
    const texts = messageTexts(message, right - left - 7, drawing)
    return texts.map(({ text, role }, index) => {
      const isArrow = index === 0 && from !== to
      const inner = isArrow
        ? arrow(message, text, role, right - left - 1, to > from)
        : padLine(
            [
              { text: ' '.repeat(4), role: 'plain' },
              { text, role },
            ],
            right - left - 1,
          )
      return acrossGuides(guides, left, right, inner)
    })
  })
  return [header, ...drawn, acrossGuides(guides, last, last, [])]
}

/** The text stands in its arrow, which is broken for a reply. */
function arrow(
  { kind }: ExchangeMessage,
  text: string,
  role: Role,
  width: number,
  isForward: boolean,
): Line {
  const dash = kind === 'reply' ? '╌' : '─'
  const room = width - textWidth(text) - 2
  const before = isForward ? dash.repeat(2) : `←${dash}`
  const after = dash.repeat(Math.max(0, room - 3)) + (isForward ? '→' : dash)
  return [
    { text: before, role: 'guide' },
    { text: ' ', role: 'plain' },
    { text, role },
    { text: ' ', role: 'plain' },
    { text: after, role: 'guide' },
  ]
}

/** Draws the parties' lines, and between two of them something else. */
function acrossGuides(guides: number[], left: number, right: number, inner: Line): Line {
  return guides.reduce<Line>((spans, place) => {
    if (place > left && place < right) return spans
    const padded = padLine(spans, place)
    const withGuide: Line = [...padded, { text: '│', role: 'guide' }]
    return place === left ? [...withGuide, ...inner] : withGuide
  }, [])
}

function listLines({ messages }: Shown, drawing: Drawing): Line[] {
  return messages.flatMap((message) => {
    const way = [...new Set([message.from, message.to])].map(onOneLine).join(' → ')
    const room = drawing.width - textWidth(way) - 2
    const isBeside = room >= narrowestGap
    const texts = messageTexts(message, isBeside ? room : drawing.width - 2, drawing)
    const indent = isBeside ? textWidth(way) + 2 : 2
    const below = texts.map(({ text, role }): Line => [
      { text: ' '.repeat(indent), role: 'plain' },
      { text, role },
    ])
    if (!isBeside)
      return [...wrapText(way, drawing.width).map((text) => line(text, 'actor')), ...below]
    const first: Line = [
      { text: way, role: 'actor' },
      { text: '  ', role: 'plain' },
      ...below[0]!.slice(1),
    ]
    return [first, ...below.slice(1)]
  })
}

function messageTexts(message: ExchangeMessage, width: number, drawing: Drawing) {
  const { kind, outcome, fields = [], body, atMs } = message
  const role: Role = outcome === 'error' ? 'error' : kind === 'reply' ? 'reply' : 'plain'
  const time =
    drawing.milliseconds === 'hidden' || atMs === undefined ? '' : ` · ${Math.round(atMs)} ms`
  const first = `${message.from === message.to ? '■ ' : ''}${outcome === 'error' ? '✗ ' : ''}${message.text}${time}`
  const more = [
    ...besideEachOther(fields.map(fieldText), width),
    ...(body === undefined ? [] : [body]),
  ]
  return [
    ...wrapText(first, width).map((text) => ({ text, role })),
    ...more.flatMap((text) =>
      wrapText(text, width, 2).map((piece) => ({ text: piece, role: 'quiet' as Role })),
    ),
  ]
}

/** Puts short texts on one line. */
function besideEachOther(texts: string[], width: number): string[] {
  const lines: string[] = []
  for (const text of texts) {
    const joined = lines.length === 0 ? text : `${lines.at(-1)} · ${text}`
    if (lines.length > 0 && textWidth(visibleText(joined)) <= width && !joined.includes('\n'))
      lines[lines.length - 1] = joined
    else lines.push(text)
  }
  return lines
}

function onOneLine(name: string): string {
  return visibleText(name).replaceAll('\n', ' ')
}
