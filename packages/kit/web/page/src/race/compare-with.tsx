import { useEffect, useState } from 'react'
import type { ConceptPage, Lab, Level } from '../lab.ts'
import { levels as levelNames } from '../../../src/levels.ts'
import { RunNote } from './run-note.tsx'
import type { RacePlace } from './use-attempt.ts'
import { useSceneRaces } from './use-scene-races.ts'

/** What the order is run in again. */
export interface OtherRun {
  name: string
  place: RacePlace
}

export interface CompareWithProps {
  lab: Lab
  concept: ConceptPage
  place: RacePlace
  /** The races of this scene. */
  offered: readonly string[]
  /** Those of the race; undefined as long as it has not run. */
  actors: readonly string[] | undefined
  onChoose(other: OtherRun | undefined): void
}

/** Chooses another isolation level, another race of the scene, or one of another scene. */
export function CompareWith(props: CompareWithProps) {
  const { lab, concept, place, offered, actors, onChoose } = props
  const [value, setValue] = useState('')
  const [scene, setScene] = useState('')
  const here = useSceneRaces(lab, { ...place, actors })
  const there = useSceneRaces(lab, { ...place, actors })
  // A recording has one level.
  const hasLevels = lab.kind === 'live' && concept.needs.includes('postgres')
  const levels = hasLevels
    ? levelNames.filter((level) => level !== (place.level ?? 'read committed'))
    : []
  const ownRaces = [...new Set([...offered, ...here.races])].filter((id) => id !== place.race)
  useEffect(() => {
    // A reader who follows a link has not played the scene.
    if (offered.length < 2) here.load(place.scene)
  }, [])
  const choose = (next: string) => {
    setValue(next)
    const [kind, what = ''] = split(next)
    if (kind === 'level') {
      const level = what as Level
      onChoose({ name: `${place.race}, ${level}`, place: { ...place, level } })
    } else if (kind === 'race') onChoose({ name: what, place: { ...place, race: what } })
    else if (kind === 'other') {
      onChoose({ name: `${what} of ${scene}`, place: { ...place, scene, race: what } })
    } else onChoose(undefined)
  }
  const chooseScene = (next: string) => {
    setScene(next)
    if (next !== '') there.load(next)
  }
  return (
    <>
      <div className="compare-with">
        <label>
          Compare with{' '}
          <select value={value} onChange={(event) => choose(event.target.value)}>
            <option value="">choose …</option>
            <Choices
              label="the same, where the code names no isolation level, at"
              kind="level"
              names={levels}
            />
            <Choices label="another race of this scene" kind="race" names={ownRaces} />
            <Choices label={`a race of ${scene}`} kind="other" names={there.races} />
          </select>
        </label>
        <SceneSelect
          scenes={concept.scenes.filter(({ id }) => id !== place.scene)}
          value={scene}
          onChange={chooseScene}
        />
      </div>
      <RunNote run={there.run} doing="playing that scene, for its races …" />
      {there.run.state === 'done' && there.races.length === 0 && (
        <p className="quiet">That scene has no race with the same actors.</p>
      )}
    </>
  )
}

function SceneSelect({
  scenes,
  value,
  onChange,
}: {
  scenes: ConceptPage['scenes']
  value: string
  onChange(scene: string): void
}) {
  return (
    <label>
      Races of another scene{' '}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">none</option>
        {scenes.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Each is chosen as its kind and its name: `level serializable`. */
function Choices({
  label,
  kind,
  names,
}: {
  label: string
  kind: 'level' | 'race' | 'other'
  names: readonly string[]
}) {
  if (names.length === 0) return null
  return (
    <optgroup label={label}>
      {names.map((name) => (
        <option key={name} value={`${kind} ${name}`}>
          {name}
        </option>
      ))}
    </optgroup>
  )
}

function split(value: string): [string, string | undefined] {
  const at = value.indexOf(' ')
  return at === -1 ? [value, undefined] : [value.slice(0, at), value.slice(at + 1)]
}
