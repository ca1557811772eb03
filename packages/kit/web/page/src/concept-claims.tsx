import { ClaimList } from './claim-list.tsx'
import type { Lab } from './lab.ts'
import { linkTo } from './route.ts'
import { useLoaded } from './use-loaded.ts'

/** Shows what is said of a concept. */
export function ConceptClaims({ lab, concept }: { lab: Lab; concept: string }) {
  const loaded = useLoaded(() => lab.claims(concept), [lab, concept])
  if (loaded.state === 'failed') return <p role="alert">{loaded.message}</p>
  if (loaded.state === 'loading' || loaded.value.length === 0) return null
  return (
    <section aria-labelledby="what-is-said">
      <h2 id="what-is-said">What is said</h2>
      <p className="quiet">
        Is it true, is it false, or does it depend? Decide, then open it. Or take{' '}
        <a href={linkTo('claims', 'quiz', concept)}>the quiz</a>.
      </p>
      <ClaimList claims={loaded.value} />
    </section>
  )
}
