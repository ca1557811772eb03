import type { HeadlinePicture, HeadlineScene } from '@lab/stage/headline'
import type { ConceptCard } from './lab.ts'
import { headlineText, ordersOf } from './headline-text.ts'
import { seriesLook } from './series-look.ts'
import { shareVariables } from './share-variables.ts'
import { smallLines } from './small-lines.ts'
import { spans } from './prose.tsx'

// A recorded run is at the server's own level, where what breaks is lost.
const losses = shareVariables({ breaks: 1 })

const signs = { holds: '✓', breaks: '✗' }

/** Shows what a recorded run of a concept has found: its headline, and a small picture of it. */
export function ShownView({ shown }: { shown: NonNullable<ConceptCard['shown']> }) {
  const { scenes, picture } = shown
  // A map of one actor is a line, in which nothing is to be seen.
  const isBar = picture === undefined || (picture.kind === 'map' && picture.rows.length < 3)
  return (
    <div className="shown" style={losses}>
      {isBar ? <SmallBar scene={scenes[0]} /> : <Picture picture={picture} />}
      <ul>
        {scenes.map((scene) => (
          <li key={scene.title} className={scene.observed}>
            <span aria-hidden="true">{signs[scene.observed]}</span>
            <span>
              <span className="sr-only">{scene.observed}: </span>
              {spans(headlineText(scene, scenes))}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The words beside it say the same, and where the card leads to says all of it. */
function Picture({ picture }: { picture: HeadlinePicture }) {
  return picture.kind === 'map' ? <SmallMap rows={picture.rows} /> : <SmallChart chart={picture} />
}

/** Each place of the map as a square, by which share of its orders breaks. */
function SmallMap({ rows }: { rows: readonly string[] }) {
  const side = Math.max(rows.length, ...rows.map((row) => row.length))
  return (
    <svg className="small" viewBox={`0 0 ${side} ${side}`} aria-hidden="true">
      {rows.flatMap((row, y) =>
        Array.from(row, (share, x) =>
          share === ' ' ? null : (
            <rect
              key={`${x} ${y}`}
              x={x + 0.06}
              y={y + 0.06}
              width={0.88}
              height={0.88}
              rx={0.15}
              className={`share-${share}`}
            />
          ),
        ),
      )}
    </svg>
  )
}

function SmallChart({ chart }: { chart: Extract<HeadlinePicture, { kind: 'chart' }> }) {
  return (
    <svg className="small" viewBox="0 0 100 100" aria-hidden="true">
      {smallLines(chart).map((points, index) => (
        <polyline
          key={index}
          points={points}
          fill="none"
          stroke={seriesLook(index).colour}
          strokeDasharray={seriesLook(index).dash}
          strokeWidth="4"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      ))}
    </svg>
  )
}

/** How many of the orders break. */
function SmallBar({ scene }: { scene: HeadlineScene | undefined }) {
  const count = scene && ordersOf(scene)
  if (count === undefined) return null
  const broken = (100 * count.broken) / count.orders
  return (
    <svg className="small bar" viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="24" className="share-0" />
      <rect width={broken} height="24" className="share-4" />
    </svg>
  )
}
