import type { CSSProperties } from 'react'
import type { OutcomeCounts } from '@lab/stage'
import { shareColours } from '@lab/stage/share-colours'

/** The colours of a map as custom properties, from `--share-0`, where all orders hold, to `--share-4`. */
export function shareVariables(counts: OutcomeCounts): CSSProperties {
  const variables = shareColours(counts).flatMap(({ light, dark }, index) => [
    [`--share-${index}`, `light-dark(${light.ground}, ${dark.ground})`],
    [`--on-share-${index}`, `light-dark(${light.text}, ${dark.text})`],
  ])
  return Object.fromEntries(variables) as CSSProperties
}
