import type { Context } from './context.ts'

/** Lets a person choose one of a list by typing a part of it. */
export async function pickOne(
  message: string,
  options: { value: string; label: string; hint: string }[],
  context: Context,
): Promise<string | undefined> {
  const { autocomplete, isCancel } = await import('@clack/prompts')
  const picked = await autocomplete({
    message,
    maxItems: 10,
    options,
    input: context.stdin,
    output: context.stdout,
    signal: context.signal,
  })
  return isCancel(picked) ? undefined : picked
}
