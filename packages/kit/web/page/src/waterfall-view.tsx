import type { CSSProperties } from 'react'
import type { StageEvent } from '@lab/stage'
import {
  durationText,
  omittedSpans,
  placeOf,
  waterfallMs,
  waterfallParties,
  waterfallRows,
} from '@lab/stage/waterfall-rows'
import type { WaterfallRow } from '@lab/stage/waterfall-rows'
import './table-figure.css'
import './waterfall.css'

type Waterfall = Extract<StageEvent, { type: 'waterfall' }>

/** Draws a waterfall as a table: a row for each span with its bar; what is folded or long opens. */
export function WaterfallView({ waterfall }: { waterfall: Waterfall }) {
  const totalMs = waterfallMs(waterfall)
  const parties = waterfallParties(waterfall)
  // The roles are said because a narrow page lays the cells out in another way.
  return (
    <figure className="waterfall">
      <figcaption>{waterfall.title}</figcaption>
      <table role="table" aria-label={waterfall.title}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              part
            </th>
            <th role="columnheader" scope="col">
              process
            </th>
            <th role="columnheader" scope="col" className="axis">
              <div>
                <span>0</span> <span>{Math.round(totalMs).toLocaleString('en-US')} ms</span>
              </div>
            </th>
            <th role="columnheader" scope="col" className="number">
              ms
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {waterfallRows(waterfall).map((row, index) => (
            <SpanRow key={index} row={row} party={parties.indexOf(row.who)} totalMs={totalMs} />
          ))}
        </tbody>
      </table>
      {omittedSpans(waterfall).map((text) => (
        <p key={text} className="quiet">
          {text}
        </p>
      ))}
    </figure>
  )
}

interface SpanRowProps {
  row: WaterfallRow
  party: number
  totalMs: number
}

function SpanRow({ row, party, totalMs }: SpanRowProps) {
  const [from, to] = placeOf(row, totalMs)
  const isFailed = row.outcome === 'error'
  const style = {
    '--level': Math.min(row.level, 12),
    '--from': from,
    '--to': to,
    '--party': `var(--series-${party % 8})`,
  } as CSSProperties
  return (
    <tr role="row" style={style} className={isFailed ? 'failed' : undefined}>
      <th role="rowheader" scope="row">
        <span className="sr-only">level {row.level + 1}: </span>
        <SpanName row={row} />
      </th>
      <td role="cell" className="who">
        {row.who}
      </td>
      <td role="cell" className="times">
        <span className="sr-only">from {Math.round(row.startMs)} ms</span>
        <span className="time" aria-hidden="true" />
      </td>
      <td role="cell" className="number">
        {durationText(row)}
        <span className="unit"> ms</span>
      </td>
    </tr>
  )
}

/** A name that opens, when there is more to it. */
function SpanName({ row }: { row: WaterfallRow }) {
  const isFailed = row.outcome === 'error'
  const name = isFailed ? `✗ ${row.name}` : row.name
  const more = [
    // `begin` is all that there is to it.
    ...(row.detail === undefined || row.detail === row.name ? [] : [row.detail]),
    ...row.folded.map((span) => `${durationText(span)} ms  ${span.detail ?? span.name}`),
  ]
  if (more.length === 0) return <span>{name}</span>
  return (
    <details>
      <summary>{name}</summary>
      {more.map((text, line) => (
        <code key={line}>{text}</code>
      ))}
    </details>
  )
}
