import { useEffect, useState } from 'react'
import { scheduleText } from '@lab/stage/schedule'
import type { ConceptPage, Lab, Level } from '../lab.ts'
import { Swimlanes } from '../swimlanes.tsx'
import { CompareWith } from './compare-with.tsx'
import type { OtherRun } from './compare-with.tsx'
import { differenceText } from './difference-text.ts'
import { firstDifference, markedPlace } from './first-difference.ts'
import { refusalReason } from './read-attempt.ts'
import type { ReadAttempt } from './read-attempt.ts'
import { RunNote } from './run-note.tsx'
import { ShareOrder } from './share-order.tsx'
import { useAttempt } from './use-attempt.ts'
import type { Attempting, RacePlace } from './use-attempt.ts'
import './compare.css'

export interface CompareViewProps {
  lab: Lab
  concept: ConceptPage
  place: RacePlace
  /** The races of this scene. */
  offered: readonly string[]
  order: string | undefined
  onOrder(order: string): void
}

/** Runs one order in two races, or at two isolation levels, and says where the runs part. */
export function CompareView({ lab, concept, place, offered, order, onOrder }: CompareViewProps) {
  const own = useAttempt(lab)
  const other = useAttempt(lab)
  const [chosen, setChosen] = useState<OtherRun | undefined>(undefined)
  const { scene, race, level } = place
  const asked = order ?? ''
  useEffect(
    () => own.ask({ concept: concept.id, scene, race, level }, asked, 150),
    [own.ask, concept.id, scene, race, level, asked],
  )
  // The same order means all of it: also the steps with which each went on.
  const whole = own.shown && own.run.state === 'done' ? own.shown.timeline.schedule : undefined
  useEffect(() => {
    if (chosen === undefined || whole === undefined) return
    other.ask(chosen.place, whole)
  }, [other.ask, chosen, whole])

  const names = { own: nameOf(race, level), other: chosen?.name ?? '' }
  const isBoth =
    own.shown !== undefined &&
    other.shown !== undefined &&
    other.run.state === 'done' &&
    scheduleText(other.shown.asked) === whole
  const difference = isBoth
    ? firstDifference(own.shown!.timeline, other.shown!.timeline)
    : undefined
  const marked = difference && markedPlace(difference)
  return (
    <div className="compare">
      <CompareWith
        {...{ lab, concept, place, offered }}
        actors={own.shown?.timeline.actors}
        onChoose={setChosen}
      />
      {difference && (
        <div role="status" className="differences">
          {differenceText(
            difference,
            { name: names.own, ...own.shown!.timeline },
            { name: names.other, ...other.shown!.timeline },
          ).map((sentence, index) => (
            <p key={index}>{sentence}</p>
          ))}
        </div>
      )}
      <div className="compared">
        <Side name={names.own} attempting={own} marked={marked} />
        {chosen && <Side name={names.other} attempting={other} marked={marked} />}
      </div>
      <ShareOrder
        place={place}
        schedule={asked}
        ran={own.shown?.timeline.schedule}
        onOrder={onOrder}
      />
    </div>
  )
}

function Side({
  name,
  attempting,
  marked,
}: {
  name: string
  attempting: Attempting
  marked: number | undefined
}) {
  const { run, shown } = attempting
  return (
    <section aria-label={name} className={run.state === 'done' ? undefined : 'stale'}>
      <h4>{name}</h4>
      <RunNote run={run} doing="running it …" />
      {shown && (
        <>
          <p className="quiet">
            order: <code>{shown.timeline.schedule}</code>
          </p>
          <RefusedNote attempt={shown} />
          <Swimlanes label={`Timeline of ${name}`} timeline={shown.timeline} marked={marked} />
        </>
      )}
    </section>
  )
}

function RefusedNote({ attempt }: { attempt: ReadAttempt }) {
  const reason = refusalReason(attempt)
  if (reason === undefined) return null
  const { followed, asked } = attempt
  return (
    <p className="waits">
      ✗ Only {followed} of {asked.length} steps can be taken in this order: then {reason}. Each goes
      on to its end.
    </p>
  )
}

function nameOf(race: string, level: Level | undefined): string {
  return level === undefined ? race : `${race}, ${level}`
}
