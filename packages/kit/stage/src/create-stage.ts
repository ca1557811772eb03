import { boundEvent } from './bound-event.ts'
import type { OfferedRace, RaceOffer, Stage } from './concept.ts'
import type { StageEvent } from './events.ts'

export interface StageOptions {
  scene: string
  emit(event: StageEvent): Promise<void>
  /** Is given each race that the scene offers; what it throws ends the scene there. */
  onRace?: ((offered: OfferedRace) => void) | undefined
}

/**
 * Makes the stage of one scene. Its events are emitted one after the other, also when the scene
 * does not wait for them.
 */
export function createStage({ scene, emit, onRace }: StageOptions): {
  stage: Stage
  settled(): Promise<void>
} {
  const offers = new Map<string, OfferedRace>()
  let queue = Promise.resolve()
  const send = (...events: StageEvent[]) => {
    const sent = queue.then(async () => {
      for (const event of events) await emit(boundEvent(event))
    })
    queue = sent
    // The scene sees the failure through its own await; settled() sees it in any case.
    sent.catch(() => undefined)
    return sent
  }
  const stage: Stage = {
    say: (text) => send({ type: 'say', text }),
    async race(offer) {
      const offered = nameRace(offer)
      const before = offers.get(offered.id)
      if (before?.race === offered.race) return before
      if (before !== undefined) {
        throw new TypeError(
          `Cannot offer race: its name must be unique in the scene, received "${offered.id}" twice`,
        )
      }
      offers.set(offered.id, offered)
      onRace?.(offered)
      const { way, name, id, race } = offered
      await send({ type: 'race', way, name, id, actors: [...race.actors] })
      return offered
    },
    play: (title, timeline, of) => {
      const actors = new Set([
        ...timeline.actors,
        ...timeline.moments.map((moment) => moment.actor),
      ])
      const { schedule, moments, violation } = timeline
      return send(
        {
          type: 'timeline',
          title,
          schedule,
          actors: [...actors],
          ...(of === undefined ? {} : { race: of.id }),
        },
        ...moments,
        { type: 'invariant', violation },
      )
    },
    table: (table) => send({ type: 'table', ...table }),
    chart: (chart) => send({ type: 'chart', ...chart }),
    exchange: (exchange) => send({ type: 'exchange', ...exchange }),
    tree: (tree) => send({ type: 'tree', ...tree }),
    waterfall: (waterfall) => send({ type: 'waterfall', ...waterfall }),
    listing: (listing) => send({ type: 'listing', ...listing }),
    progress: (progress) => void send({ type: 'progress', ...progress }),
    verdict: (verdict) => send({ type: 'verdict', scene, ...verdict }),
  }
  return { stage, settled: () => queue }
}

function nameRace({ way, name = '', race, explore = {} }: RaceOffer): OfferedRace {
  return { way, name, id: name === '' ? way : `${way}/${name}`, race, explore }
}
