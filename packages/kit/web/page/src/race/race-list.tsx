import { linkTo } from '../route.ts'
import './race.css'

export const tools = {
  map: 'Map of orders',
  schedule: 'Be the scheduler',
  compare: 'Compare',
}

export type Tool = keyof typeof tools

export interface RaceListProps {
  concept: string
  scene: string
  races: readonly string[]
  /** The race and the tool that are open. */
  race: string | undefined
  tool: string | undefined
}

/** Leads to the tools of each race of a scene. */
export function RaceList({ concept, scene, races, race, tool }: RaceListProps) {
  return (
    <ul className="race-list">
      {races.map((id) => (
        <li key={id}>
          <code>{id}</code>
          <span>
            {(Object.keys(tools) as Tool[]).map((one) => (
              <a
                key={one}
                href={linkTo(concept, scene, id, one)}
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
  )
}
