import type { Ref } from 'react'
import type { Proof } from '@lab/stage/claims'
import { linkTo } from './route.ts'

export interface ClaimProofProps {
  claim: Proof
  /** `another tab` keeps what the page shows. */
  opens: 'here' | 'another tab'
  /** The key that does the same. */
  shortcut?: string
  link?: Ref<HTMLAnchorElement>
}

/** Leads to the scene that shows a claim or an answer; names the test where it is one. */
export function ClaimProof({ claim, opens, shortcut, link }: ClaimProofProps) {
  const { concept, shownBy } = claim
  if ('test' in shownBy) {
    return (
      <span>
        Shown by the test “{shownBy.title}” in <code>{shownBy.test}</code>
      </span>
    )
  }
  return (
    <a
      ref={link}
      href={`${linkTo(concept, shownBy.scene)}?run`}
      target={opens === 'here' ? undefined : '_blank'}
    >
      See the run: <code>{shownBy.scene}</code> {shortcut && <kbd>{shortcut}</kbd>}
      {opens === 'another tab' && <span className="sr-only"> (opens another tab)</span>}
    </a>
  )
}
