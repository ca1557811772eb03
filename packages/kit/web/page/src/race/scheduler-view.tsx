import { useEffect, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { drawnMoments } from '@lab/stage/implicit-steps'
import { actorOf, scheduleText, stepWords } from '@lab/stage/schedule'
import type { Lab } from '../lab.ts'
import { Swimlanes } from '../swimlanes.tsx'
import { actorKeys } from './actor-keys.ts'
import { chipStates } from './chip-states.ts'
import { NextSteps } from './next-steps.tsx'
import { stepStatements } from './read-attempt.ts'
import type { ReadAttempt } from './read-attempt.ts'
import { RunNote } from './run-note.tsx'
import { ShareOrder } from './share-order.tsx'
import { StepChips } from './step-chips.tsx'
import { useAttempt } from './use-attempt.ts'
import type { RacePlace } from './use-attempt.ts'
import type { RaceMapState } from './use-race-map.ts'
import './scheduler.css'

const restMs = 150

export interface SchedulerViewProps {
  lab: Lab
  place: RacePlace
  races: RaceMapState
  order: string | undefined
  onOrder(order: string): void
}

/** Lets a person take the scheduler's place: each change is run on the real server. */
export function SchedulerView(props: SchedulerViewProps) {
  const { place, races } = props
  const { words, schedule, run, shown, answer, change } = useOrder(props)
  const { states, reason } = chipStates(words, shown, races.tree)
  const known = [...(races.map?.actors ?? []), ...(shown?.timeline.actors ?? [])]
  const actors = [...new Set([...known, ...words.map(actorOf)])]
  const keys = actorKeys(actors)
  const isRefused = states.includes('refused')
  const next = answer?.next
  // A next step comes where the server could not go on as asked.
  const here = answer?.followed ?? words.length
  const add = (word: string) => change(words.toSpliced(here, 0, word))
  const rest = answer ? stepWords(answer.timeline.schedule).slice(answer.followed) : []

  const press = (event: KeyboardEvent) => {
    if ((event.target as Element).closest('input')) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const actor = actors.find((one) => keys.get(one) === event.key.toLowerCase())
    if (actor === undefined || !isLive(actor, next)) return
    event.preventDefault()
    add(actor)
  }
  return (
    <div className="scheduler" onKeyDown={press}>
      <p className="quiet">
        Drag the steps into another order, or press an actor’s key for each next step. On a step:
        Alt and an arrow key move it, Delete removes it.
      </p>
      <StepChips
        words={words}
        states={states}
        reason={reason}
        statements={stepStatements(words, shown?.taken ?? [])}
        actors={actors}
        tree={races.tree}
        onChange={change}
      />
      <NextSteps
        {...{ actors, keys, next }}
        onStep={add}
        onClear={words.length === 0 ? undefined : () => change([])}
        onRest={rest.length === 0 ? undefined : () => change([...words.slice(0, here), ...rest])}
        onCut={isRefused ? () => change(words.slice(0, states.indexOf('refused'))) : undefined}
      />
      <p role="status" className="scheduler-status">
        {statusText(words.length, here, reason, next)}
      </p>
      <EveryOrder races={races} />
      <RunNote run={run} doing={shown ? '' : 'running it …'} />
      {shown && <WhatHappened attempt={shown} rest={rest} isStale={answer === undefined} />}
      <ShareOrder
        place={place}
        schedule={schedule}
        ran={shown?.timeline.schedule}
        onOrder={(text) => change(stepWords(text))}
      />
    </div>
  )
}

/** The order as the person has it, and the run that it is asked for on each change. */
function useOrder({ lab, place, order, onOrder }: SchedulerViewProps) {
  const [words, setWords] = useState(() => stepWords(order ?? ''))
  const { run, shown, ask } = useAttempt(lab)
  const { concept, scene, race, level } = place
  const schedule = scheduleText(words)
  useEffect(
    () => ask({ concept, scene, race, level }, schedule, restMs),
    [ask, concept, scene, race, level, schedule],
  )
  const isAnswered = shown !== undefined && scheduleText(shown.asked) === schedule
  return {
    words,
    schedule,
    run,
    shown,
    /** Of this order; undefined until the server has given it. */
    answer: isAnswered ? shown : undefined,
    change(next: string[]) {
      setWords(next)
      onOrder(scheduleText(next))
    },
  }
}

/** Offers to run every order, which says while a step is dragged where it is impossible. */
function EveryOrder({ races }: { races: RaceMapState }) {
  if (races.map === undefined) {
    return (
      <>
        <p className="quiet">
          <button type="button" onClick={races.load} disabled={races.run.state === 'running'}>
            Run every order
          </button>{' '}
          to see while you drag which places are impossible.
        </p>
        <RunNote run={races.run} doing="running every order …" />
      </>
    )
  }
  if (races.tree !== undefined) return null
  return (
    <p className="quiet">
      This race has too many orders to list: the server says after each change what is possible.
    </p>
  )
}

interface WhatHappenedProps {
  attempt: ReadAttempt
  /** The steps that each took behind the asked ones; drawn faint. */
  rest: readonly string[]
  /** Whether another order is asked for by now. */
  isStale: boolean
}

function WhatHappened({ attempt, rest, isStale }: WhatHappenedProps) {
  const { asked, followed, timeline } = attempt
  // Between the two comes the end of what was asked for: what is begun there is drawn.
  const [taken, further] = [drawnMoments(attempt.taken), drawnMoments(attempt.rest)]
  const hasRest = rest.length > 0
  return (
    <div className={isStale ? 'stale' : undefined} aria-busy={isStale}>
      <h4>What happened</h4>
      <p className="quiet">
        {followed > 0 && (
          <>
            as asked: <code>{scheduleText(asked.slice(0, followed))}</code>
          </>
        )}
        {hasRest && (
          <>
            {followed > 0 ? '; then, ' : ''}faint: each goes on to its end:{' '}
            <code>{scheduleText(rest)}</code>
          </>
        )}
      </p>
      <Swimlanes
        label="What happened"
        timeline={{ ...timeline, moments: [...taken, ...further] }}
        faintFrom={further.length > 0 && hasRest ? taken.length : undefined}
      />
    </div>
  )
}

function isLive(actor: string, next: readonly string[] | undefined): boolean {
  // Until the server has answered any step may be tried.
  return next === undefined || next.includes(actor)
}

function statusText(
  asked: number,
  here: number,
  reason: string | undefined,
  next: readonly string[] | undefined,
): string {
  if (next === undefined) return 'asking the server …'
  const can = next.length === 0 ? 'every actor has ended' : `next can come ${next.join(' or ')}`
  if (reason !== undefined) return `✗ Step ${here + 1} is impossible there: ${reason}; ${can}.`
  if (next.length === 0) return `✓ All ${asked} steps were taken: ${can}.`
  if (asked === 0) return `No step yet: ${can}.`
  return `✓ ${asked} ${asked === 1 ? 'step was' : 'steps were'} taken as asked: ${can}.`
}
