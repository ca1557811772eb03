import { textWidth } from './text-width.ts'

/** What a piece of text is. A view decides how that looks. */
export type Role =
  | 'plain'
  | 'quiet'
  | 'title'
  | 'actor'
  | 'keyword'
  | 'reply'
  | 'error'
  | 'waits'
  | 'holds'
  | 'breaks'
  /** Lines between texts, made of `│├└─╌←→`. */
  | 'guide'
  | `series-${number}`

export interface Span {
  text: string
  role: Role
}

/** One line of a view: text without colours, in pieces that know what they are. */
export type Line = Span[]

export function line(text: string, role: Role = 'plain'): Line {
  return [{ text, role }]
}

export function lineText(spans: Line): string {
  return spans
    .map((span) => span.text)
    .join('')
    .trimEnd()
}

export function lineWidth(spans: Line): number {
  return spans.reduce((sum, span) => sum + textWidth(span.text), 0)
}

/** Appends spaces until the line is `width` columns wide. */
export function padLine(spans: Line, width: number): Line {
  const missing = width - lineWidth(spans)
  return missing > 0 ? [...spans, { text: ' '.repeat(missing), role: 'plain' }] : spans
}
