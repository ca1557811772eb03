import type { Race, Timeline } from '@lab/conductor'

/**
 * Shows values that are others in each run by names, as T1, T2 and so on, in the order in which they
 * are read: times, positions of a log.
 *
 * @param values Finds them in statements and replies; it has the flag g.
 * @param letter The names begin with it.
 * @returns The same race, whose replays have the names.
 */
export function nameValues(race: Race, values: RegExp, letter: string): Race {
  return {
    ...race,
    async replay(schedule, options) {
      const names = new Map<string, string>()
      const named = (text: string) =>
        text.replace(values, (found) => {
          if (!names.has(found)) names.set(found, `${letter}${names.size + 1}`)
          return names.get(found)!
        })
      return renamed(await race.replay(schedule, options), named)
    },
  }
}

function renamed(timeline: Timeline, named: (text: string) => string): Timeline {
  return {
    ...timeline,
    moments: timeline.moments.map((moment) => ({
      ...moment,
      ...('statement' in moment && { statement: named(moment.statement) }),
      ...('reply' in moment && { reply: { ...moment.reply, text: named(moment.reply.text) } }),
    })),
  }
}
