import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { BlockView } from './block-view.tsx'
import { CodePanel } from './code-panel.tsx'
import type { ConceptPage, Lab, Level } from './lab.ts'
import { useRoute } from './route.ts'
import { PlayerBar } from './player-bar.tsx'
import { RaceTools } from './race/race-tools.tsx'
import { beatsOf, tellStory } from './story.ts'
import type { Block } from './story.ts'
import { usePageKeys } from './use-page-keys.ts'
import { usePlayer } from './use-player.ts'
import type { Player } from './use-player.ts'
import { useRun } from './use-run.ts'

export interface SceneViewProps {
  lab: Lab
  concept: ConceptPage
  scene: string
  level: Level | undefined
  /** Plays it at once. */
  isRun: boolean
}

/** Plays one scene, and beside it the code that is being run. */
export function SceneView({ lab, concept, scene, level, isRun }: SceneViewProps) {
  const [run, start, cancel] = useRun(lab)
  const begin = () => start({ do: 'play', concept: concept.id, scene, level })
  const beats = beatsOf(run.events)
  const isOn = run.state === 'running' || run.state === 'waiting'
  const player = usePlayer(beats.length, run.events[0])
  usePlayerKeys(player, beats.length)
  const blocks = tellStory(beats.slice(0, player.at))
  const current = beats.slice(0, player.at).findLast((beat) => 'at' in beat)
  const at = current && 'at' in current ? current.at : undefined
  const route = useRoute()
  const heading = useRunAtOnce(isRun, begin)
  const isBegun = blocks.length > 0
  // Before a scene is run its tools are what there is to do. An open one stays where it is.
  const areRacesFirst = !isBegun && route.race === undefined
  const races = <RaceTools {...{ lab, concept, scene, level }} events={run.events} chosen={route} />
  return (
    <>
      <section className="scene" aria-label={concept.scenes.find(({ id }) => id === scene)?.title}>
        <SceneHeading {...{ concept, scene, level, heading }} />
        <div className="bar">
          <button type="button" className="run" onClick={isOn ? cancel : begin}>
            {isOn ? 'Stop' : run.state === 'idle' ? 'Run' : 'Run again'}
          </button>
          {beats.length > 0 && <PlayerBar player={player} beats={beats.length} />}
          <p className="quiet" role="status">
            {statusText(run)}
          </p>
        </div>
        {(isBegun || route.race === undefined) && (
          <div className="stage">
            {areRacesFirst ? (
              <div className="story">{races}</div>
            ) : (
              <Story blocks={blocks} level={level} />
            )}
            <CodePanel concept={concept} scene={scene} at={at} />
          </div>
        )}
      </section>
      {!areRacesFirst && races}
    </>
  )
}

interface SceneHeadingProps extends Pick<SceneViewProps, 'concept' | 'scene' | 'level'> {
  heading: RefObject<HTMLHeadingElement | null>
}

/** At another level a title that says what happens may be wrong. */
function SceneHeading({ concept, scene, level, heading }: SceneHeadingProps) {
  const title = concept.scenes.find(({ id }) => id === scene)?.title
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {level === undefined ? title : `${scene} at ${level}`}
      </h2>
      {level !== undefined && (
        <p className="quiet">
          Verdicts are of this run. What is said beside them, and the names of the scenes, are of
          the server’s own level.
        </p>
      )}
    </>
  )
}

function Story({ blocks, level }: { blocks: readonly Block[]; level: Level | undefined }) {
  return (
    <div className="story">
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} isLast={index === blocks.length - 1} level={level} />
      ))}
    </div>
  )
}

/** Returns the heading to bring into view: the link that asks for a run may stand far below. */
function useRunAtOnce(isRun: boolean, begin: () => void): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!isRun) return
    begin()
    heading.current?.focus()
  }, [isRun])
  return heading
}

function usePlayerKeys(player: Player, beats: number): void {
  usePageKeys((event) => {
    const does = {
      ArrowRight: () => player.goTo(player.at + 1),
      ArrowLeft: () => player.goTo(player.at - 1),
      Home: () => player.goTo(0),
      End: () => player.goTo(beats),
    }[event.key]
    if (does === undefined) return
    event.preventDefault()
    does()
  })
}

function statusText({ state, events, note }: ReturnType<typeof useRun>[0]): string {
  if (note !== undefined) return note
  const progress = events.at(-1)
  if (state === 'running' && progress?.type === 'progress') {
    const { text, done, total } = progress
    return total === undefined ? text : `${text}, ${done} of ${total}`
  }
  const demo = events.find((event) => event.type === 'demo')
  return (demo?.servers ?? [])
    .map(({ name, version, source }) => `${name} ${version} (${source})`)
    .join(' · ')
}
