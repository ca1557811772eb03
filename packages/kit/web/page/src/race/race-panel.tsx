import { useEffect, useRef, useState } from 'react'
import type { ConceptPage, Lab, Level } from '../lab.ts'
import { CompareView } from './compare-view.tsx'
import { MapView } from './map-view.tsx'
import { tools } from './race-list.tsx'
import type { Tool } from './race-list.tsx'
import { SchedulerView } from './scheduler-view.tsx'
import { useRaceMap } from './use-race-map.ts'

export interface RacePanelProps {
  lab: Lab
  concept: ConceptPage
  scene: string
  level: Level | undefined
  race: string
  tool: Tool
  /** All races of the scene. */
  offered: readonly string[]
  /** The order that the scene showed. */
  played: string | undefined
}

/** One race: its tools share the order that was chosen last, and the map once it is there. */
export function RacePanel({
  lab,
  concept,
  scene,
  level,
  race,
  tool,
  offered,
  played,
}: RacePanelProps) {
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
        {level !== undefined && ` at ${level}`}
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
