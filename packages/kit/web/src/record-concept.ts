import { openWorld, playScene, raceMap } from '@lab/stage'
import type { Concept, OfferedRace, Scene, StageEvent, World } from '@lab/stage'
import type { ConceptPage } from './protocol.ts'
import type { RecordedConcept, RecordedOrder, RecordedRace } from './recording.ts'

// What is run and kept of one race; of a larger one only the simplest order of each outcome.
const mostOrders = 150

/** Plays every scene of a concept once, and runs the orders of its races. */
export async function recordConcept(
  demo: Concept,
  page: ConceptPage,
  signal: AbortSignal,
): Promise<RecordedConcept> {
  await using opened = await openWorld(demo, signal)
  const { id, title, question } = demo
  const scenes: RecordedConcept['scenes'] = {}
  for (const scene of demo.scenes) {
    const first: StageEvent = { type: 'demo', id, title, question, servers: opened.servers }
    const { events, offered } = await recordScene(scene, opened.world, signal)
    const races: Record<string, RecordedRace> = {}
    for (const race of offered) races[race.id] = await recordRace(race, signal)
    scenes[scene.id] = { events: [first, ...events], races }
  }
  return { page, scenes }
}

async function recordScene(scene: Scene<World>, world: World, signal: AbortSignal) {
  const events: StageEvent[] = []
  const offered: OfferedRace[] = []
  await playScene(scene, world, {
    async emit(event) {
      if (event.type !== 'progress') events.push(event)
    },
    signal,
    onRace: (race) => void offered.push(race),
  })
  return { events, offered }
}

async function recordRace(offered: OfferedRace, signal: AbortSignal): Promise<RecordedRace> {
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
  return { map: isWhole ? map : withoutOrders(map), moments, orders, isWhole }
}

/** Milliseconds differ in every run, and the page does not show them. */
function withoutTimes(moment: RecordedRace['moments'][number]) {
  return 'reply' in moment ? { ...moment, reply: { ...moment.reply, ms: 0 } } : moment
}

/** A map promises that each of its orders can be played. */
function withoutOrders(map: RecordedRace['map']): RecordedRace['map'] {
  return { ...map, outcomes: map.outcomes.map((outcome) => ({ ...outcome, orders: undefined })) }
}
