import type { ShapeName } from '../fill-catalogue.ts'
import type { MeasuredAnswer } from './ask-all.ts'

/** The contract: each question is one statement, and a rename changes one row. */
export function violationOf(
  answers: readonly MeasuredAnswer[],
  shape: ShapeName,
): string | undefined {
  const asked = answers.filter((answer) => answer.shape === shape)
  const several = asked.filter(({ statements }) => statements > 1).length
  const { changed } = asked.find(({ question }) => question === 'rename a brand')!
  const wrong = [
    ...(several > 0 ? [`${several} questions are more than one statement`] : []),
    ...(changed > 1 ? [`a rename changes ${changed} rows`] : []),
  ]
  return wrong.length > 0 ? wrong.join(', and ') : undefined
}
