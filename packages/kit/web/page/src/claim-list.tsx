import { ClaimProof } from './claim-proof.tsx'
import './claims.css'
import type { ConceptClaim } from './lab.ts'
import { spans } from './prose.tsx'

const truthTexts = { true: '✓ true', false: '✗ false', depends: '~ it depends' } as const

/** Lists what is said; whether it is true is hidden until a reader asks. */
export function ClaimList({ claims }: { claims: readonly ConceptClaim[] }) {
  return (
    <ul className="claims">
      {claims.map((claim) => (
        <li key={claim.says}>
          <details>
            <summary>“{spans(claim.says)}”</summary>
            <p>
              <strong className={`truth ${claim.truth}`}>{truthTexts[claim.truth]}</strong>{' '}
              {spans(claim.why)}
            </p>
            <p className="quiet">
              Heard in {claim.heard} · <ClaimProof claim={claim} opens="here" />
            </p>
          </details>
        </li>
      ))}
    </ul>
  )
}
