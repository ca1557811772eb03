import { scheduleText, stepWords } from '@lab/stage/schedule'
import { mostScheduleLength } from '../../../src/protocol.ts'

// A race is given up after so many, and each is drawn.
const mostSteps = 1_000

/** Says why a text is no order that can be run; undefined if it is one. */
export function orderProblem(text: string): string | undefined {
  try {
    const steps = stepWords(text)
    if (steps.length > mostSteps) return tooLong('steps', mostSteps, steps.length)
    const { length } = scheduleText(steps)
    if (length > mostScheduleLength) return tooLong('characters', mostScheduleLength, length)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

function tooLong(what: string, most: number, received: number): string {
  return `Cannot run order: it must have at most ${most} ${what}, received ${received}`
}
