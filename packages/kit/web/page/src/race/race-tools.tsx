import { lazy, Suspense } from 'react'
import type { StageEvent } from '@lab/stage'
import type { ConceptPage, Lab, Level } from '../lab.ts'
import type { Route } from '../read-route.ts'
import { RaceList, tools } from './race-list.tsx'
import type { Tool } from './race-list.tsx'

// Most readers of a scene never open a tool.
const RacePanel = lazy(async () => ({ default: (await import('./race-panel.tsx')).RacePanel }))

export interface RaceToolsProps {
  lab: Lab
  concept: ConceptPage
  scene: string
  level: Level | undefined
  /** What the scene has shown so far. */
  events: readonly StageEvent[]
  /** Which race and tool the address says. */
  chosen: Route
}

/** Offers the tools of each race of a scene: those that it is known for, and those that it has run. */
export function RaceTools({ lab, concept, scene, level, events, chosen }: RaceToolsProps) {
  const known = concept.scenes.find(({ id }) => id === scene)?.races ?? []
  const run = events.flatMap((event) => (event.type === 'race' ? [event.id] : []))
  const { race } = chosen
  // A link may name one that neither knows.
  const offered = [...new Set([...known, ...run, ...(race === undefined ? [] : [race])])]
  const tool = (Object.keys(tools) as Tool[]).find((one) => one === chosen.tool)
  if (offered.length === 0) return null
  return (
    <section className="race-tools" aria-label="Races of this scene">
      <h2>Races of this scene</h2>
      <RaceList concept={concept.id} scene={scene} races={offered} race={race} tool={tool} />
      {race !== undefined && tool !== undefined && (
        <Suspense>
          <RacePanel
            key={race}
            {...{ lab, concept, scene, level, race, tool, offered }}
            played={playedOrder(events, race)}
          />
        </Suspense>
      )}
    </section>
  )
}

/** The order of the race's timeline in the scene. */
function playedOrder(events: readonly StageEvent[], race: string): string | undefined {
  const timeline = events.find((event) => event.type === 'timeline' && event.race === race)
  return timeline?.type === 'timeline' ? timeline.schedule : undefined
}
