import type { Context } from './context.ts'
import { waitForKey } from './keys.ts'
import { painter, textOptions } from './prose-text.ts'

/** Shows in the last lines what can be pressed, waits for it, and wipes them away. */
export async function askLine(
  line: string,
  context: Context,
  keys?: readonly string[],
): Promise<string> {
  const { stdout } = context
  const options = textOptions(context)
  const lines = brokenBetweenKeys(line, options.width)
  stdout.write(painter(options)('dim', lines.join('\n')))
  const key = await waitForKey(context, keys)
  stdout.write(`\r\u001B[2K${'\u001B[1A\u001B[2K'.repeat(lines.length - 1)}`)
  return key
}

/** Two spaces stand between one key with what it does, and the next. */
function brokenBetweenKeys(line: string, width: number): string[] {
  const lines: string[] = []
  for (const key of line.split('  ')) {
    const longer = lines.length === 0 ? key : `${lines.at(-1)}  ${key}`
    // A full last line would have the terminal begin another one.
    if (lines.length > 0 && longer.length < width) lines[lines.length - 1] = longer
    else lines.push(key)
  }
  return lines
}
