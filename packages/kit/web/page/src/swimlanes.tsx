import type { CSSProperties } from 'react'
import { orderEnd } from './race/order-end.ts'
import type { Moment, TimelineBlock } from './story.ts'

export interface SwimlanesProps {
  timeline: Pick<TimelineBlock, 'actors' | 'moments' | 'end'>
  /** Tells it from other timelines of the page. */
  label?: string
  /** The moment that is lit: its place in `moments`. */
  current?: number | undefined
  /** Marks a moment, as the first one that differs from another run. */
  marked?: number | undefined
  /** Moments from here on went on by themselves, not as they were asked to. */
  faintFrom?: number | undefined
  onPick?: ((moment: number) => void) | undefined
}

/** Draws who did what in which order: one lane an actor, a bar as long as one waits. */
export function Swimlanes({
  timeline,
  label = 'Timeline',
  current,
  marked,
  faintFrom,
  onPick,
}: SwimlanesProps) {
  const { actors, moments, end } = timeline
  const waiting = waitingAt(moments)
  const lanes = { '--lanes': actors.length } as CSSProperties
  return (
    <div className="swimlanes" style={lanes} tabIndex={0} role="region" aria-label={label}>
      <div className="lane-names" aria-hidden="true">
        {actors.map((actor, lane) => (
          <div key={actor} className={`lane-name lane-${lane % 4}`}>
            {actor}
          </div>
        ))}
      </div>
      <ol className="moments">
        {moments.map((moment, index) => {
          const isFaint = faintFrom !== undefined && index >= faintFrom
          const marks = [
            'moment',
            index === current ? 'current' : '',
            index === marked ? 'marked' : '',
            isFaint ? 'faint' : '',
          ]
          return (
            <li
              key={index}
              className={marks.join(' ')}
              aria-current={index === current ? 'step' : undefined}
              onClick={onPick && (() => onPick(index))}
            >
              {actors.map((actor, lane) => (
                <div
                  key={actor}
                  className={`cell lane-${lane % 4}`}
                  style={{ gridColumn: lane + 1 }}
                >
                  {actor === moment.actor ? (
                    <MomentCell moment={moment} isMarked={index === marked} />
                  ) : (
                    waiting[index]?.has(actor) && <span className="wait-bar" aria-hidden="true" />
                  )}
                </div>
              ))}
            </li>
          )
        })}
      </ol>
      {end && <EndLine moments={moments} violation={end.violation} />}
    </div>
  )
}

/** Says in words and with a sign whether something is wrong. */
function EndLine({ moments, violation }: { moments: Moment[]; violation: string | undefined }) {
  const { kind, text } = orderEnd(moments, violation)
  const look = kind === 'holds' || kind === 'breaks' ? kind : 'retry'
  return <p className={`invariant ${look}`}>{text}</p>
}

function MomentCell({ moment, isMarked }: { moment: Moment; isMarked: boolean }) {
  return (
    <>
      <span className="sr-only">{`${moment.actor}${isMarked ? ', the first difference' : ''}: `}</span>
      <MomentText moment={moment} />
    </>
  )
}

function MomentText({ moment }: { moment: Moment }) {
  switch (moment.type) {
    case 'step':
      return (
        <>
          <code className="statement">{moment.statement}</code>
          <ReplyText reply={moment.reply} />
        </>
      )
    case 'blocked':
      return (
        <>
          <code className="statement">{moment.statement}</code>
          <span className="waits">
            waits{moment.by.length > 0 ? ` for ${moment.by.join(', ')}` : ''}
          </span>
        </>
      )
    case 'resumed':
      return (
        <>
          <span className="goes-on">goes on</span>
          <ReplyText reply={moment.reply} />
        </>
      )
    case 'crashed':
      return <span className="crashed">✗ crashes</span>
    case 'finished':
      return (
        <span className="finished">
          ■ ends{moment.value === undefined ? '' : `: ${shortText(moment.value)}`}
        </span>
      )
    case 'failed':
      return (
        <span className="failed">
          ✗ fails with {moment.code}: {moment.message}
        </span>
      )
  }
}

function ReplyText({ reply }: { reply: Extract<Moment, { reply: unknown }>['reply'] }) {
  if (reply.outcome === 'error') {
    return (
      <span className="reply error">
        ✗ {reply.code} {reply.text}
      </span>
    )
  }
  return reply.text === '' ? null : <span className="reply">→ {reply.text}</span>
}

function shortText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The actors that wait at each moment. */
function waitingAt(moments: readonly Moment[]): ReadonlySet<string>[] {
  let waiting: ReadonlySet<string> = new Set()
  return moments.map(({ type, actor }) => {
    const next = new Set(waiting)
    if (type === 'blocked') next.add(actor)
    else next.delete(actor)
    waiting = next
    return next
  })
}
