import { textWidth } from './text-width.ts'
import type { Line, Role } from './line.ts'
import { lineText } from './line.ts'
import { visibleText } from './visible-text.ts'

const letterWidth = 7.8
const rowHeight = 18
const margin = 16

// Okabe and Ito's palette, told apart with the common kinds of colour blindness; darker on light,
// lighter on dark, each at least 4.5:1 against its ground.
const light: Record<string, string> = {
  ground: '#ffffff',
  edge: '#d0d7de',
  plain: '#1f2328',
  quiet: '#59636e',
  keyword: '#0b5394',
  reply: '#00664b',
  error: '#a63603',
  waits: '#8a5a00',
  holds: '#00664b',
  breaks: '#8e3a6d',
  's-0': '#0066a1',
  's-1': '#a85100',
  's-2': '#00664b',
  's-3': '#8e3a6d',
  's-4': '#1f2328',
  's-5': '#59636e',
  's-6': '#7a5c00',
  's-7': '#2a6f97',
}
const dark: Record<string, string> = {
  ground: '#0d1117',
  edge: '#30363d',
  plain: '#e6edf3',
  quiet: '#9198a1',
  keyword: '#7cc4f5',
  reply: '#4fd1a5',
  error: '#ff9b66',
  waits: '#f0c24b',
  holds: '#4fd1a5',
  breaks: '#e59ac7',
  's-0': '#56b4e9',
  's-1': '#f0a24b',
  's-2': '#4fd1a5',
  's-3': '#e59ac7',
  's-4': '#e6edf3',
  's-5': '#9198a1',
  's-6': '#f0e442',
  's-7': '#8fc7e8',
}

export interface Drawing {
  /** What a screen reader says first. */
  title: string
  /** The whole content as text. */
  description: string
  width: number
  height: number
  body: string
  /** Rules for classes of its own. */
  style?: string
}

/** Wraps drawn elements in a self-contained SVG file that follows the reader's light or dark scheme. */
export function svgFile(drawing: Drawing): string {
  const rules = (colours: Record<string, string>) =>
    Object.entries(colours)
      .map(([name, colour]) => `.${name}{fill:${colour}}.l-${name}{stroke:${colour}}`)
      .join('')
  const { width, height } = drawing
  return `<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">
<title id="title">${xml(drawing.title)}</title>
<desc id="description">${xml(drawing.description)}</desc>
<style>text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;white-space:pre}.bold{font-weight:700}${rules(light)}@media(prefers-color-scheme:dark){${rules(dark)}}${drawing.style ?? ''}</style>
<rect class="ground l-edge" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6"/>
${drawing.body}
</svg>
`
}

/**
 * Draws lines of text as an SVG file: each piece at its column, waiting as a bar, guides as lines.
 *
 * @param description - What a screen reader says of the whole; by default the lines as they are.
 */
export function linesSvg(
  lines: Line[],
  columns: number,
  title: string,
  description = lines.map(lineText),
): string {
  const rows = lines.map((spans, index) => rowElements(spans, margin + index * rowHeight))
  return svgFile({
    title,
    description: description.join('\n'),
    width: Math.round(columns * letterWidth + 2 * margin),
    height: lines.length * rowHeight + 2 * margin,
    body: rows.filter((row) => row !== '').join('\n'),
  })
}

/** Escapes text for XML. */
export function xml(text: string): string {
  return visibleText(text).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** Draws text; `role` decides its colour and weight. */
export function textElement(
  text: string,
  x: number,
  y: number,
  role: Role,
  attributes = '',
): string {
  return `<text x="${round(x)}" y="${round(y)}" class="${roleClass(role)}"${attributes}>${xml(text)}</text>`
}

export function round(value: number): number {
  return Math.round(value * 10) / 10
}

export function roleClass(role: Role): string {
  if (role.startsWith('series-')) return `s-${role.slice(7)}`
  if (role === 'title' || role === 'actor') return 'plain bold'
  return role === 'error' || role === 'holds' || role === 'breaks' ? `${role} bold` : role
}

/** Lines that have no gaps between the letters and the rows. */
function guideElements(guide: string, left: number, top: number): string[] {
  const middle = round(top + rowHeight / 2)
  return [...guide.matchAll(/[─╌←→]+|[│├└]/g)].map((found) => {
    const [text] = found
    const x = left + found.index * letterWidth
    if (/[│├└]/.test(text)) {
      const stem = round(x + letterWidth / 2)
      const end = text === '└' ? middle : round(top + rowHeight)
      const branch = text === '│' ? '' : `M${stem} ${middle}H${round(x + letterWidth)}`
      return `<path d="M${stem} ${round(top)}V${end}${branch}" class="l-quiet" fill="none" opacity="0.5"/>`
    }
    const end = round(x + text.length * letterWidth)
    const dashes = text.includes('╌') ? ' stroke-dasharray="4 3"' : ''
    const look = text === '─' ? ' opacity="0.5"' : dashes
    const head = text.startsWith('←') ? headElement(x, middle, 1) : ''
    const tail = text.endsWith('→') ? headElement(end, middle, -1) : ''
    return `<path d="M${round(x)} ${middle}H${end}" class="l-quiet"${look}/>${head}${tail}`
  })
}

function headElement(x: number, y: number, towards: 1 | -1): string {
  return `<path d="M${round(x)} ${y}l${8 * towards} -4v8z" class="quiet"/>`
}

function rowElements(spans: Line, top: number): string {
  const elements: string[] = []
  let column = 0
  let piece = ''
  let pieceColumn = 0
  const close = () => {
    if (piece !== '')
      elements.push(
        `<text x="${round(margin + pieceColumn * letterWidth)}" y="${round(top + 13)}">${piece}</text>`,
      )
    piece = ''
  }
  for (const { text, role } of spans) {
    const x = margin + column * letterWidth
    if (role === 'guide') {
      close()
      elements.push(...guideElements(text, x, top))
    } else if (/^[┃┗] ?/.test(text) && role === 'waits') {
      // The bar is a shape, so that it has no gaps between the lines.
      close()
      const height = text.startsWith('┗') ? rowHeight / 2 : rowHeight
      elements.push(
        `<rect x="${round(x + 2)}" y="${round(top)}" width="3" height="${height}" class="waits"/>`,
      )
      if (text.length > 2)
        elements.push(textElement(text.slice(2), x + 2 * letterWidth, top + 13, role))
    } else if (/^█+$/.test(text)) {
      close()
      const length = textWidth(text) * letterWidth
      elements.push(
        `<rect x="${round(x)}" y="${round(top + 3)}" width="${round(length)}" height="${rowHeight - 6}" rx="2" class="${roleClass(role)}"/>`,
      )
    } else if (/^─+$/.test(text)) {
      close()
      const end = x + textWidth(text) * letterWidth
      elements.push(
        `<path d="M${round(x)} ${round(top + rowHeight / 2)}H${round(end)}" class="l-edge"/>`,
      )
    } else if (text.trim() === '' && text.length > 1) close()
    else {
      // Not every renderer keeps leading spaces.
      const spaces = piece === '' ? text.length - text.trimStart().length : 0
      if (piece === '') pieceColumn = column + spaces
      piece += `<tspan class="${roleClass(role)}">${xml(text.slice(spaces))}</tspan>`
    }
    column += textWidth(text)
  }
  close()
  return elements.join('')
}
