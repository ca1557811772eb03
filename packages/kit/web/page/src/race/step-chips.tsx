import { useEffect, useRef, useState } from 'react'
import type { ComponentProps, KeyboardEvent } from 'react'
import { actorOf } from '@lab/stage/schedule'
import type { ChipState } from './chip-states.ts'
import { moveStep, possibleGaps } from './move-step.ts'
import type { OrderTree } from './order-tree.ts'
import { useChipDrag } from './use-chip-drag.ts'

export interface StepChipsProps {
  words: readonly string[]
  states: readonly ChipState[]
  reason: string | undefined
  /** What each step asks for, where that is known. */
  statements: readonly (string | undefined)[]
  actors: readonly string[]
  tree: OrderTree | undefined
  onChange(words: string[]): void
}

/** The steps of an order, to be dragged, moved and removed. */
export function StepChips(props: StepChipsProps) {
  const { words, states, reason, statements, actors, tree, onChange } = props
  const { place, setAt, goTo, row } = useChipFocus(words.length)
  const { drag, handlers } = useChipDrag(row, (from, gap) => {
    if (gap !== from && gap !== from + 1) onChange(moveStep(words, from, gap))
    setAt(gap > from ? gap - 1 : gap)
  })
  const gaps = drag && tree ? possibleGaps(words, drag.from, tree) : undefined

  const press = (event: KeyboardEvent, index: number) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (event.ctrlKey || event.metaKey) return
    if (by !== undefined && event.altKey) {
      const to = index + by
      if (to >= 0 && to < words.length) {
        onChange(moveStep(words, index, by === 1 ? index + 2 : to))
        goTo(to)
      }
    } else if (by !== undefined) goTo(index + by)
    else if (event.key === 'Home') goTo(0)
    else if (event.key === 'End') goTo(words.length - 1)
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      onChange(words.filter((_, other) => other !== index))
      goTo(Math.min(index, words.length - 2))
    } else return
    // The scene's player and the browser's history listen to the same keys.
    event.preventDefault()
    event.stopPropagation()
  }
  if (words.length === 0) return <p className="chips empty">No step yet: each goes on by itself.</p>
  return (
    <ol className={`chips${drag ? ' dragging' : ''}`} aria-label="The order" ref={row}>
      {words.map((word, index) => (
        <li key={index}>
          <Gap index={index} {...{ drag, gaps }} />
          <Chip
            place={index + 1}
            word={word}
            lane={Math.max(0, actors.indexOf(actorOf(word))) % 4}
            state={states[index] ?? 'pending'}
            reason={reason}
            statement={statements[index]}
            drag={drag?.from === index ? drag : undefined}
            isBarred={drag?.from === index && gaps !== undefined && !gaps[drag.gap]}
            tabIndex={index === place ? 0 : -1}
            onFocus={() => setAt(index)}
            onKeyDown={(event) => press(event, index)}
            {...handlers(index)}
          />
        </li>
      ))}
      <li className="last-gap">
        <Gap index={words.length} {...{ drag, gaps }} />
      </li>
    </ol>
  )
}

/** Which chip has the focus: it goes along when chips move or go. */
function useChipFocus(count: number) {
  const [at, setAt] = useState(0)
  const row = useRef<HTMLOListElement>(null)
  const focusNext = useRef(false)
  const place = Math.min(at, count - 1)
  useEffect(() => {
    if (!focusNext.current) return
    focusNext.current = false
    row.current?.querySelectorAll<HTMLElement>('.chip')[place]?.focus()
  })
  const goTo = (next: number) => {
    focusNext.current = true
    setAt(Math.max(0, Math.min(next, count - 1)))
  }
  return { place, setAt, goTo, row }
}

interface ChipProps extends Omit<ComponentProps<'button'>, 'type'> {
  /** Counts from 1. */
  place: number
  word: string
  /** Which colour, 0 to 3. */
  lane: number
  state: ChipState
  /** Why a refused step is impossible. */
  reason: string | undefined
  statement: string | undefined
  /** How far it is dragged, in pixels. */
  drag: { dx: number; dy: number } | undefined
  /** Whether it is dragged to where it cannot be. */
  isBarred: boolean
}

function Chip(props: ChipProps) {
  const { place, word, lane, state, reason, statement, drag, isBarred, ...button } = props
  const isRefused = state === 'refused'
  const classes = ['chip', `lane-${lane}`, state, drag ? 'dragged' : '', isBarred ? 'barred' : '']
  return (
    <button
      type="button"
      className={classes.join(' ')}
      style={drag && { translate: `${drag.dx}px ${drag.dy}px` }}
      title={statement ?? (isRefused ? reason : undefined)}
      {...button}
    >
      <span className="sr-only">{place}, </span>
      <span className="chip-word">
        {isRefused || state === 'behind' ? '✗ ' : ''}
        {word}
      </span>
      <span className="chip-statement" aria-hidden="true">
        {isRefused ? reason : (statement?.split(/\s/)[0] ?? '\u00a0')}
      </span>
      <span className="sr-only">
        , {stateText(state, reason)}
        {statement === undefined ? '' : `: ${statement}`}
      </span>
    </button>
  )
}

function Gap({
  index,
  drag,
  gaps,
}: {
  index: number
  drag: { gap: number } | undefined
  gaps: boolean[] | undefined
}) {
  if (drag === undefined) return null
  const known = gaps === undefined ? 'unknown' : gaps[index] ? 'possible' : 'impossible'
  return (
    <span
      className={`gap ${known}${drag.gap === index ? ' here' : ''}`}
      data-gap={known}
      aria-hidden="true"
    >
      {known === 'impossible' ? '✗' : ''}
    </span>
  )
}

function stateText(state: ChipState, reason: string | undefined): string {
  return {
    followed: 'taken',
    refused: `impossible here: ${reason}`,
    behind: 'behind an impossible step',
    pending: 'not run yet',
  }[state]
}
