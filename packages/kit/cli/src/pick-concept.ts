import type { Context } from './context.ts'
import type { ConceptEntry } from './workspace-concepts.ts'

/** Lets a person choose a concept by typing a part of its name or question. */
export async function pickConcept(
  concepts: ConceptEntry[],
  context: Context,
): Promise<string | undefined> {
  const { autocomplete, isCancel } = await import('@clack/prompts')
  const picked = await autocomplete({
    message: 'Which concept?',
    maxItems: 10,
    options: concepts.map(({ id, area, question }) => ({
      value: id,
      label: id,
      hint: `${area}: ${question}`,
    })),
    input: context.stdin,
    output: context.stdout,
    signal: context.signal,
  })
  return isCancel(picked) ? undefined : picked
}
