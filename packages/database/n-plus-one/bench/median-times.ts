import { median } from '@lab/stage/median'

/**
 * Runs each work once in each round, so that a disturbance meets all of them. Gives the median time
 * of each, in milliseconds.
 */
export async function medianTimes(
  rounds: number,
  works: (() => Promise<unknown>)[],
): Promise<number[]> {
  const times = works.map((): number[] => [])
  for (let round = 0; round < rounds; round += 1)
    for (const [index, work] of works.entries()) {
      const from = performance.now()
      await work()
      times[index]!.push(performance.now() - from)
    }
  return times.map(median)
}
