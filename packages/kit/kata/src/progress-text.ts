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

/** Says that it was passed: `passed in 03:10`. No time was counted for one that was judged once. */
export function passedText({ seconds }: Pick<KataProgress, 'seconds'>): string {
  return seconds > 0 ? `passed in ${minutesText(seconds * 1000)}` : 'passed'
}

/** Says how far a person has come: `passed in 03:10`, `1 hint`; nothing of a kata not yet begun. */
export function progressTexts({ seconds, hints, sawSolution, passedAt }: KataProgress): string[] {
  const time = minutesText(seconds * 1000)
  return [
    passedAt ? passedText({ seconds }) : seconds > 0 ? `${time} so far` : '',
    hints === 0 ? '' : hints === 1 ? '1 hint' : `${hints} hints`,
    sawSolution ? 'solution seen' : '',
  ].filter(Boolean)
}
