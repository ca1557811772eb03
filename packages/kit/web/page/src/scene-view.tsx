import { lazy, Suspense, useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { BlockView } from './block-view.tsx'
import { CodePanel } from './code-panel.tsx'
import type { ConceptPage, Lab, Level } from './lab.ts'
import { useRoute } from './route.ts'
import { PlayerBar } from './player-bar.tsx'
import { beatsOf, tellStory } from './story.ts'
import { usePageKeys } from './use-page-keys.ts'
import { usePlayer } from './use-player.ts'
import type { Player } from './use-player.ts'
import { useRun } from './use-run.ts'

// Most readers of a scene never open its races.
const RaceTools = lazy(async () => ({ default: (await import('./race/race-tools.tsx')).RaceTools }))

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
  const hasRaces = route.race !== undefined || run.events.some((event) => event.type === 'race')
  const title = concept.scenes.find((one) => one.id === scene)?.title

  const heading = useRunAtOnce(isRun, begin)

  return (
    <>
      <section className="scene" aria-label={title}>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <div className="bar">
          <button type="button" className="run" onClick={isOn ? cancel : begin}>
            {isOn ? 'Stop' : run.state === 'idle' ? 'Run' : 'Run again'}
          </button>
          {beats.length > 0 && <PlayerBar player={player} beats={beats.length} />}
          <p className="quiet" role="status">
            {statusText(run)}
          </p>
        </div>
        {(blocks.length > 0 || route.race === undefined) && (
          <div className="stage">
            <div className="story">
              {blocks.map((block, index) => (
                <BlockView
                  key={index}
                  block={block}
                  isLast={index === blocks.length - 1}
                  level={level}
                />
              ))}
            </div>
            <CodePanel concept={concept} scene={scene} at={at} />
          </div>
        )}
      </section>
      {hasRaces && (
        <Suspense>
          <RaceTools
            lab={lab}
            concept={concept}
            scene={scene}
            level={level}
            events={run.events}
            chosen={route}
          />
        </Suspense>
      )}
    </>
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
