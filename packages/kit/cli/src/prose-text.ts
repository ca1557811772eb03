import { styleText } from 'node:util'
import { wantsColour, wrapText } from '@lab/stage'
import type { Context } from './context.ts'

export interface TextOptions {
  width: number
  colour: boolean
}

/** How wide a command may write, and whether in colours. */
export function textOptions({ stdout, env }: Context): TextOptions {
  return { width: stdout.columns ?? 80, colour: wantsColour(stdout, env) }
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
