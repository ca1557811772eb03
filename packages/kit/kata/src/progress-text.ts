import { minutesText } from './clock-text.ts'

/** What is remembered of one kata. */
export interface KataProgress {
  /** Working time until now, or until it was passed. */
  seconds: number
  hints: number
  sawSolution: boolean
  /** ISO date and time of the first pass. */
  passedAt?: string | undefined
}

/** Says how far a person has come: `passed in 03:10`, `1 hint`; nothing of a kata not yet begun. */
export function progressTexts({ seconds, hints, sawSolution, passedAt }: KataProgress): string[] {
  const time = minutesText(seconds * 1000)
  return [
    passedAt ? `passed in ${time}` : seconds > 0 ? `${time} so far` : '',
    hints === 0 ? '' : hints === 1 ? '1 hint' : `${hints} hints`,
    sawSolution ? 'solution seen' : '',
  ].filter(Boolean)
}
