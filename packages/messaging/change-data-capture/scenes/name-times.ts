import type { Race, Timeline } from '@lab/conductor'

const time = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00/g

/** Shows moments as T1, T2 and so on, in the order in which they are read: each run has others. */
export function nameTimes(race: Race): Race {
  return {
    ...race,
    async replay(schedule, options) {
      const names = new Map<string, string>()
      const named = (text: string) =>
        text.replace(time, (found) => {
          if (!names.has(found)) names.set(found, `T${names.size + 1}`)
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
