import { styleText } from 'node:util'
import { wrapText } from '@lab/stage'

export interface TextOptions {
  width: number
  colour: boolean
}

/** Colours text, or leaves it. */
export function painter({ colour }: TextOptions) {
  return (format: Parameters<typeof styleText>[0], text: string) =>
    colour ? styleText(format, text, { validateStream: false }) : text
}

/** Markdown as a person reads it in a terminal: wrapped, without the marks of code. */
export function proseText(markdown: string, { width }: TextOptions): string {
  return markdown
    .replace(/^```\w*\n([\s\S]*?)^```$/gm, (_, code: string) => code.replace(/^/gm, '    '))
    .split(/\n\n+/)
    .map((block) =>
      block.startsWith('    ')
        ? block.trimEnd()
        : wrapText(block.replaceAll('\n', ' '), Math.min(width, 88)).join('\n'),
    )
    .join('\n\n')
}
