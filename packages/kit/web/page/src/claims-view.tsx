import { useState } from 'react'
import { ClaimList } from './claim-list.tsx'
import type { ConceptClaim, Lab } from './lab.ts'
import type { AreaTopics } from './listed-claims.ts'
import { linkTo } from './route.ts'
import { TopicSelect } from './topic-select.tsx'
import { useClaims } from './use-claims.ts'
import { usePageTitle } from './use-page-title.ts'

const filters = {
  all: 'everything',
  false: 'false only',
  depends: 'only what depends',
  true: 'true only',
} as const

type Filter = keyof typeof filters

/** Lists what is said of all concepts, of an area or of one concept. */
export function ClaimsView({ lab, topic }: { lab: Lab; topic: string | undefined }) {
  usePageTitle('What is said')
  const loaded = useClaims(lab, topic)
  const [filter, setFilter] = useState<Filter>('all')
  if (loaded.state === 'failed') return <p role="alert">{loaded.message}</p>
  if (loaded.state === 'loading') return null
  const { topics, claims } = loaded.value
  const shown = claims.filter(({ truth }) => filter === 'all' || truth === filter)
  return (
    <main className="all-claims">
      <h1>What is said</h1>
      <p>
        Sentences from interviews and code reviews. Is each true, is it false, or does it depend?
        Decide, then open it: the run says why.
      </p>
      <div className="filters">
        <TopicSelect
          topics={topics}
          topic={topic}
          onChoose={(next) => (location.hash = linkTo('claims', next))}
        />
        <label>
          Show{' '}
          <select value={filter} onChange={(event) => setFilter(event.target.value as Filter)}>
            {Object.entries(filters).map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </label>
        {claims.length > 0 && <a href={linkTo('claims', 'quiz', topic)}>Quiz: ten of them</a>}
      </div>
      <p className="quiet" role="status">
        {countText(shown.length, claims.length)}
      </p>
      <ClaimsByConcept topics={topics} claims={shown} />
    </main>
  )
}

function countText(shown: number, all: number): string {
  if (all === 0) return 'There is no claim.'
  return shown === all ? `${all} claims` : `${shown} of ${all} claims`
}

interface ClaimsByConceptProps {
  topics: readonly AreaTopics[]
  claims: readonly ConceptClaim[]
}

function ClaimsByConcept({ topics, claims }: ClaimsByConceptProps) {
  const claimsOf = Map.groupBy(claims, ({ concept }) => concept)
  return topics
    .flatMap(({ concepts }) => concepts)
    .map(({ id, title }) => {
      const own = claimsOf.get(id)
      return (
        own && (
          <section key={id} aria-label={title}>
            <h2>
              <a href={linkTo(id)}>{title}</a>
            </h2>
            <ClaimList claims={own} />
          </section>
        )
      )
    })
}
