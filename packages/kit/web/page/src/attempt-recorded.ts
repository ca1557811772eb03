import type { StageEvent } from '@lab/stage'
import { stepWords } from '@lab/stage/schedule'
import type { RecordedRace } from '@lab/stage'

/**
 * Follows an order among the recorded ones, as a race on a server does.
 *
 * @returns Its events; undefined when that order is not recorded.
 */
export function attemptRecorded(
  race: RecordedRace,
  id: string,
  schedule: string,
): StageEvent[] | undefined {
  const asked = stepWords(schedule)
  const all = Object.keys(race.orders).map((order) => ({ order, words: stepWords(order) }))
  let possible = all
  let length = 0
  for (const word of asked) {
    const further = possible.filter(({ words }) => words[length] === word)
    if (further.length === 0) break
    possible = further
    length++
  }
  if (!race.isWhole && length < asked.length) return undefined
  const chosen = possible.toSorted((one, other) => changes(one.words) - changes(other.words))[0]
  if (chosen === undefined) return undefined
  const { moments: places, violation } = race.orders[chosen.order]!
  const moments = places.map((place) => race.moments[place]!)
  const next = new Set(possible.flatMap(({ words }) => words[length] ?? []))
  const attempt: StageEvent = {
    type: 'attempt',
    race: id,
    schedule,
    followed: asked.slice(0, length).join(' '),
    moments: momentsOf(moments, length),
    refused: asked[length],
    next: [...next],
  }
  const actors = [...new Set([...race.map.actors, ...moments.map(({ actor }) => actor)])]
  const timeline: StageEvent = {
    type: 'timeline',
    title: id,
    schedule: chosen.order,
    actors,
    race: id,
  }
  return [attempt, timeline, ...moments, { type: 'invariant', violation }]
}

function changes(words: readonly string[]): number {
  return words.filter((word, index) => index > 0 && words[index - 1] !== word).length
}

/** How many of the moments belong to so many steps: each begins with a statement, a wait or a crash. */
function momentsOf(moments: RecordedRace['moments'], steps: number): number {
  const begins = moments.flatMap(({ type }, index) =>
    type === 'step' || type === 'blocked' || type === 'crashed' ? [index] : [],
  )
  return begins[steps] ?? moments.length
}
