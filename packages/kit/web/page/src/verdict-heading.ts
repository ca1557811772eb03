import type { Verdict } from '@lab/stage'

/** Says whether the run showed what the concept claims, and of which promise. */
export function verdictHeading({ claim, observed, promise }: Verdict): string {
  const sign = observed === 'holds' ? '✓ holds' : '✗ breaks'
  const about = promise === undefined ? '' : `: ${promise}`
  return claim === observed
    ? `${sign}, as claimed${about}`
    : `${sign}, not as claimed (claimed: ${claim})${about}`
}
