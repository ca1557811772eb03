import type { Context } from './context.ts'
import { waitForKey } from './keys.ts'
import { painter, textOptions } from './prose-text.ts'

/** Shows in the last line what can be pressed, waits for it, and wipes the line away. */
export async function askLine(
  line: string,
  context: Context,
  keys?: readonly string[],
): Promise<string> {
  const { stdout } = context
  stdout.write(painter(textOptions(context))('dim', line))
  const key = await waitForKey(context, keys)
  stdout.write('\r\u001B[2K')
  return key
}
