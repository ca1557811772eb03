import { durationText } from '@lab/kata/duration-text'
import './learning-path.css'
import type { Catalogue } from './lab.ts'
import { linkTo } from './route.ts'

type Step = NonNullable<Catalogue['path']>[number]

/** Shows in which order to learn the concepts, what is done, what is due again and what comes next. */
export function LearningPath({ catalogue }: { catalogue: Catalogue }) {
  const { path = [], concepts } = catalogue
  if (path.length === 0) return null
  const titles = new Map(concepts.map(({ id, title }) => [id, title]))
  const next = path.find(({ isDone }) => isDone !== true)
  return (
    <details className="learning-path">
      <summary>{summaryText(path)}</summary>
      <ol>
        {path.map((step) => (
          <li key={step.id} aria-current={step === next ? 'step' : undefined}>
            <a href={linkTo(step.id)}>{titles.get(step.id)}</a>{' '}
            <span className="quiet">{stepText(step)}</span>
            {step.due !== undefined && step.due > 0 && (
              <>
                {' '}
                <a href={linkTo('ask', step.id)}>
                  {step.due} due<span className="sr-only"> of {titles.get(step.id)}</span>
                </a>
              </>
            )}
          </li>
        ))}
      </ol>
    </details>
  )
}

/** A recording has no learner. */
function summaryText(path: readonly Step[]): string {
  const left = path.filter(({ isDone }) => isDone !== true)
  const minutes = left.reduce((sum, step) => sum + step.minutes, 0)
  const time = minutes === 0 ? '' : `, ${durationText(minutes)}`
  if (path.every(({ isDone }) => isDone === undefined)) {
    return `Learning path: ${path.length} concepts${time}`
  }
  const due = path.reduce((sum, step) => sum + (step.due ?? 0), 0)
  const dueText = due === 0 ? '' : `, ${due} due again`
  const done = `${path.length - left.length} of ${path.length} done`
  return `Learning path: ${done}${dueText}${time === '' ? '' : `${time} left`}`
}

function stepText({ isDone, minutes }: Step): string {
  return isDone === true ? '✓ done' : `${minutes} min`
}
