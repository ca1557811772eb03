import { styleText } from 'node:util'
import { visibleText, wantsColour, wrapText } from '@lab/stage'
import type { Context } from './context.ts'
import { markdownSpans } from './markdown-spans.ts'
import type { MarkdownSpan } from './markdown-spans.ts'

export interface TextOptions {
  width: number
  colour: boolean
}

type Format = Parameters<typeof styleText>[0]

const formats: Record<MarkdownSpan['is'], Format | undefined> = {
  plain: undefined,
  code: 'cyan',
  strong: 'bold',
}

/** How wide a command may write, and whether in colours. */
export function textOptions({ stdout, env }: Context): TextOptions {
  return { width: stdout.columns ?? 80, colour: wantsColour(stdout, env) }
}

/** Colours text, or leaves it. */
export function painter({ colour }: TextOptions) {
  return (format: Format, text: string) =>
    colour ? styleText(format, text, { validateStream: false }) : text
}

/** Markdown as a person reads it in a terminal: wrapped, code in a colour of its own, without its marks. */
export function proseText(markdown: string, options: TextOptions): string {
  return markdown
    .replace(/^```\w*\n([\s\S]*?)^```$/gm, (_, code: string) => code.replace(/^/gm, '    '))
    .split(/\n\n+/)
    .map((block) =>
      block.startsWith('    ')
        ? block.trimEnd()
        : block
            .split(/\n(?=- |\d+\. )/)
            .map((item) => wrapped(item.replace(/\n\s*/g, ' '), options))
            .join('\n'),
    )
    .join('\n\n')
}

/** Wraps a paragraph, or an item of a list below its mark. */
function wrapped(text: string, { width, colour }: TextOptions): string {
  const spans = markdownSpans(visibleText(text))
  const plain = spans.map((span) => span.text).join('')
  const mark = /^(?:- |\d+\. )/.exec(plain)?.[0] ?? ''
  const lines = wrapText(plain, Math.min(width, 88), mark.length).join('\n')
  return colour ? painted(lines, spans) : lines
}

/** Wrapping moves spaces only: all other characters are those of the spans, in their order. */
function painted(lines: string, spans: readonly MarkdownSpan[]): string {
  let at = 0
  const pieces = spans.map(({ text, is }) => {
    const begin = at
    for (let left = text.replace(/\s/g, '').length; left > 0; at += 1) {
      if (!/\s/.test(lines[at]!)) left -= 1
    }
    const piece = lines.slice(begin, at)
    const space = piece.length - piece.trimStart().length
    const format = formats[is]
    if (format === undefined || piece.length === space) return piece
    return piece.slice(0, space) + styleText(format, piece.slice(space), { validateStream: false })
  })
  return pieces.join('') + lines.slice(at)
}
