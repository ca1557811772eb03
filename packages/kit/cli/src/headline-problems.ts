import { comparisonScene } from '@lab/stage'
import type { Recording } from '@lab/stage'

const mostScenes = 3

/**
 * Says what is wrong with what a demo shows first, and with its verdicts: a headline is the
 * failure, the fix to name first and the comparison, and each verdict names its promise.
 *
 * @param shape - A system has no ways to compare.
 */
export function headlineProblems(
  { headline, scenes }: Pick<Recording, 'headline' | 'scenes'>,
  shape: 'concept' | 'system',
): string[] {
  const problems: string[] = []
  if (shape === 'concept' && headline.at(-1) !== comparisonScene) {
    problems.push(`demo.ts: headline must end with ${comparisonScene}`)
  }
  if (shape === 'concept' && headline.length > mostScenes) {
    problems.push(
      `demo.ts: headline must have ${mostScenes} scenes at most, received ${headline.length}`,
    )
  }
  for (const [id, { events }] of Object.entries(scenes)) {
    const verdicts = events.filter((event) => event.type === 'verdict')
    const silent = verdicts.filter(({ promise }) => promise === undefined)
    if (silent.length > 0) {
      const ways = silent.map(({ way }) => way).join(', ')
      problems.push(`demo.ts: scene "${id}" must name the promise of ${ways}`)
    }
  }
  return problems
}
