import { useEffect, useRef, useState } from 'react'
import type { StageEvent } from '@lab/stage'
import type { ConceptPage, Lab, Level } from '../lab.ts'
import { linkTo } from '../route.ts'
import type { Route } from '../read-route.ts'
import { CompareView } from './compare-view.tsx'
import { MapView } from './map-view.tsx'
import './race.css'
import { SchedulerView } from './scheduler-view.tsx'
import { useRaceMap } from './use-race-map.ts'

const tools = {
  map: 'Map of orders',
  schedule: 'Be the scheduler',
  compare: 'Compare',
}

type Tool = keyof typeof tools

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

/** Offers the tools of each race that the scene has run. */
export function RaceTools({ lab, concept, scene, level, events, chosen }: RaceToolsProps) {
  const offered = new Set(events.flatMap((event) => (event.type === 'race' ? [event.id] : [])))
  // Who follows a link need not play the scene first.
  if (chosen.race !== undefined) offered.add(chosen.race)
  const usable = Object.keys(tools) as Tool[]
  const tool = usable.find((one) => one === chosen.tool)
  const { race } = chosen
  return (
    <section className="race-tools" aria-label="Races of this scene">
      <h2>Races of this scene</h2>
      <ul className="race-list">
        {[...offered].map((id) => (
          <li key={id}>
            <code>{id}</code>
            <span>
              {usable.map((one) => (
                <a
                  key={one}
                  href={linkTo(concept.id, scene, id, one)}
                  aria-current={id === race && one === tool ? 'page' : undefined}
                  aria-label={`${tools[one]}: ${id}`}
                >
                  {tools[one]}
                </a>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {race !== undefined && tool !== undefined && (
        <RacePanel
          key={race}
          {...{ lab, concept, scene, level, race, tool }}
          offered={[...offered]}
          played={playedOrder(events, race)}
        />
      )}
    </section>
  )
}

interface RacePanelProps extends Omit<RaceToolsProps, 'events' | 'chosen'> {
  race: string
  tool: Tool
  offered: string[]
  /** The order that the scene showed. */
  played: string | undefined
}

/** One race: its tools share the order that was chosen last, and the map once it is there. */
function RacePanel({ lab, concept, scene, level, race, tool, offered, played }: RacePanelProps) {
  const [picked, setPicked] = useState<string | undefined>(undefined)
  const order = picked ?? played
  const place = { concept: concept.id, scene, race, level }
  const races = useRaceMap(lab, place)
  const top = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    top.current?.focus({ preventScroll: true })
    top.current?.scrollIntoView({ block: 'start' })
  }, [tool])
  return (
    <div className="race-panel">
      <h3 ref={top} tabIndex={-1}>
        {tools[tool]}: <code>{race}</code>
      </h3>
      {tool === 'map' && <MapView {...{ lab, place, races }} order={picked} onOrder={setPicked} />}
      {tool === 'schedule' && (
        <SchedulerView {...{ lab, place, races, order }} onOrder={setPicked} />
      )}
      {tool === 'compare' && (
        <CompareView {...{ lab, concept, place, order, offered }} onOrder={setPicked} />
      )}
    </div>
  )
}

/** The order of the race's timeline in the scene. */
function playedOrder(events: readonly StageEvent[], race: string): string | undefined {
  const timeline = events.find((event) => event.type === 'timeline' && event.race === race)
  return timeline?.type === 'timeline' ? timeline.schedule : undefined
}
