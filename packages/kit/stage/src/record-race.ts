import type { OfferedRace } from './concept.ts'
import { raceMap } from './race-map.ts'
import type { RecordedOrder, RecordedRace } from './recording.ts'

// What is run and kept of one race; of a larger one only the simplest order of each outcome.
const mostOrders = 150

/** Explores a race and runs its orders, or the simplest of each outcome when there are many. */
export async function recordRace(offered: OfferedRace, signal: AbortSignal): Promise<RecordedRace> {
  const map = await raceMap(offered)
  const all = map.outcomes.flatMap(({ orders }) => orders ?? [])
  const isWhole = map.schedules <= mostOrders && all.length === map.schedules
  const wanted = isWhole ? all : map.outcomes.map(({ simplest }) => simplest)
  const known = new Map<string, number>()
  const orders: Record<string, RecordedOrder> = {}
  for (const schedule of wanted) {
    signal.throwIfAborted()
    const { moments, violation } = await offered.race.replay(schedule)
    const places = moments.map((moment) => {
      const text = JSON.stringify(withoutTimes(moment))
      if (!known.has(text)) known.set(text, known.size)
      return known.get(text)!
    })
    orders[schedule] = { moments: places, ...(violation === undefined ? {} : { violation }) }
  }
  const moments = [...known.keys()].map(
    (text) => JSON.parse(text) as RecordedRace['moments'][number],
  )
  return { map, moments, orders, isWhole }
}

/** Milliseconds differ in every run, and no view shows them. */
function withoutTimes(moment: RecordedRace['moments'][number]) {
  return 'reply' in moment ? { ...moment, reply: { ...moment.reply, ms: 0 } } : moment
}
