/** Chooses the pause after an attempt, the first being 1. */
export type PauseMs = (attempt: number) => number

/** 1, 2, 4, 8 ... seconds, an hour at most. */
export const exponential: PauseMs = (attempt) => Math.min(3_600_000, 1_000 * 2 ** (attempt - 1))

/** Anything up to the exponential pause, so that jobs that failed together do not come back together. */
export const withFullJitter =
  (random: () => number): PauseMs =>
  (attempt) =>
    random() * exponential(attempt)

/**
 * A thousand jobs fail at the same moment: how many come back within the busiest tenth of a second?
 */
export function busiestTenth(pauseMs: PauseMs, attempt: number): number {
  const tenths = new Map<number, number>()
  for (let job = 0; job < 1_000; job++) {
    const tenth = Math.floor(pauseMs(attempt) / 100)
    tenths.set(tenth, (tenths.get(tenth) ?? 0) + 1)
  }
  return Math.max(...tenths.values())
}
