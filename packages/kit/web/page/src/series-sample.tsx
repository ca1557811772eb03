import { seriesLook } from './series-look.ts'

const shapes = {
  circle: <circle cx="20" cy="8" r="4.5" />,
  triangle: <path d="M20 2.5l5.5 9.5h-11z" />,
  square: <path d="M16 4h8v8h-8z" />,
  diamond: <path d="M20 2l6 6l-6 6l-6 -6z" />,
}

/** A piece of a series' line with its mark, as a legend shows it. */
export function SeriesSample({ index }: { index: number }) {
  const { symbol, isSolid, dash, colour } = seriesLook(index)
  return (
    <svg width="40" height="16" aria-hidden="true" stroke={colour} strokeWidth="1.75">
      <path d="M0 8H40" strokeWidth="2" strokeDasharray={dash} />
      <g fill={isSolid ? colour : 'var(--paper)'}>{shapes[symbol]}</g>
    </svg>
  )
}
