import { useEffect } from 'react'
import type { Lab } from '../lab.ts'
import { PlayerBar } from '../player-bar.tsx'
import { linkTo } from '../route.ts'
import { Swimlanes } from '../swimlanes.tsx'
import { usePlayer } from '../use-player.ts'
import { RunNote } from './run-note.tsx'
import { useAttempt } from './use-attempt.ts'
import type { RacePlace } from './use-attempt.ts'

/** Runs an order and plays what happened. */
export function OrderPlayer({ lab, place, order }: { lab: Lab; place: RacePlace; order: string }) {
  const { run, shown, ask } = useAttempt(lab)
  const { concept, scene, race, level } = place
  useEffect(
    () => ask({ concept, scene, race, level }, order),
    [ask, concept, scene, race, level, order],
  )
  const moments = shown?.timeline.moments ?? []
  // The last beat is what the invariant says.
  const beats = moments.length + 1
  const player = usePlayer(shown ? beats : 0, shown)
  const isWhole = player.at === beats
  return (
    <section className="order-player" aria-label="The order that was picked">
      <h4>
        <code>{order}</code>
      </h4>
      <p>
        <a href={linkTo(concept, scene, race, 'schedule')}>Change its order</a> ·{' '}
        <a href={linkTo(concept, scene, race, 'compare')}>Compare it</a>
      </p>
      <RunNote run={run} doing="running it …" />
      {shown && (
        <>
          <PlayerBar player={player} beats={beats} />
          <Swimlanes
            label={`Timeline of ${order}`}
            timeline={{
              actors: shown.timeline.actors,
              moments: moments.slice(0, player.at),
              end: isWhole ? shown.timeline.end : undefined,
            }}
            current={isWhole ? undefined : player.at - 1}
            onPick={(moment) => player.goTo(moment + 1)}
          />
        </>
      )}
    </section>
  )
}
