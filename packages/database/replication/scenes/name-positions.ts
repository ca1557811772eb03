import type { Race } from '@lab/conductor'
import type { Timeline } from '@lab/conductor'

const position = /\b[0-9A-F]+\/[0-9A-F]{6,8}\b/g

/**
 * Shows positions of the log as P1, P2 and so on, in the order in which they come: they are others in
 * each run.
 */
export function namePositions(race: Race): Race {
  return {
    ...race,
    async replay(schedule, options) {
      const names = new Map<string, string>()
      const named = (text: string) =>
        text.replace(position, (found) => {
          if (!names.has(found)) names.set(found, `P${names.size + 1}`)
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
