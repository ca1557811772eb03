import type { Verdict } from '@lab/stage'
import type { Level } from './lab.ts'

/** Says whether the run showed what the concept claims, and of which promise. */
export function verdictHeading(
  { claim, observed, promise }: Verdict,
  level: Level | undefined,
): string {
  const sign = observed === 'holds' ? '✓ holds' : '✗ breaks'
  const about = promise === undefined ? '' : `: ${promise}`
  // What is claimed is claimed of the server's own level.
  if (level !== undefined) return `${sign} at ${level}${about}`
  return claim === observed
    ? `${sign}, as claimed${about}`
    : `${sign}, not as claimed (claimed: ${claim})${about}`
}
