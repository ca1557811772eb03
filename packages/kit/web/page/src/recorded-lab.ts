import type { StageEvent } from '@lab/stage'
import type { Catalogue } from '../../src/protocol.ts'
import type { RecordedConcept } from '../../src/recording.ts'
import type { ConceptClaim, Deck, Lab, RunRequest } from './lab.ts'
import { attemptRecorded } from './attempt-recorded.ts'
import { replayCommand } from './race/replay-command.ts'

const arriving = new Map<string, (data: unknown) => void>()

declare global {
  /** Called by each file of data: a page that was opened from a disk may not fetch them. */
  var labData: ((name: string, data: unknown) => void) | undefined
}

/** The lab as `lab web --export` wrote it: what is shown was run then. */
export function recordedLab(): Lab {
  globalThis.labData = (name, data) => arriving.get(name)?.(data)
  const loading = new Map<string, Promise<unknown>>()
  const load = <Data>(name: string): Promise<Data> => {
    if (!loading.has(name)) loading.set(name, loadData(name))
    return loading.get(name) as Promise<Data>
  }
  const catalogue = () => load<Catalogue>('catalogue')
  const concept = async (id: string) => {
    const { concepts } = await catalogue()
    // The address says the id, and in the name of a script it could lead to any other script.
    if (!concepts.some((one) => one.id === id)) throw new Error('There is no such page')
    return load<RecordedConcept>(`concept-${id}`)
  }
  return {
    kind: 'recorded',
    catalogue,
    concept: async (id) => (await concept(id)).page,
    async claims(id) {
      const all = await load<ConceptClaim[]>('claims')
      return all.filter((claim) => id === undefined || claim.concept === id)
    },
    deck: () => load<Deck>('deck'),
    async run(request, listener, signal) {
      const events = eventsOf(await concept(request.concept), request)
      signal.throwIfAborted()
      for (const event of events) listener.event(event)
    },
  }
}

function loadData(name: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    arriving.set(name, resolve)
    const script = document.createElement('script')
    script.src = `./data/${name}.js`
    script.addEventListener('error', () => reject(new Error('There is no such page')))
    document.head.append(script)
  })
}

function eventsOf({ page, scenes }: RecordedConcept, request: RunRequest): StageEvent[] {
  const scene = scenes[request.scene]
  if (scene === undefined) throw new Error('There is no such scene')
  if (request.do === 'play') return scene.events
  const race = Object.hasOwn(scene.races, request.race) ? scene.races[request.race] : undefined
  if (race === undefined) throw new Error('There is no such race')
  if (request.do === 'map') return [race.map]
  const events = attemptRecorded(race, request.race, request.schedule)
  if (events !== undefined) return events
  const command = replayCommand({ ...request, concept: page.id })
  throw new Error(`This order is not recorded. In a clone: ${command}`)
}
