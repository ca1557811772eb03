import { useState } from 'react'
import { topicsOf } from './asking.ts'
import { AskingView } from './asking-view.tsx'
import type { FlashCard, Lab } from './lab.ts'
import { linkTo } from './route.ts'
import './study.css'
import { useLoaded } from './use-loaded.ts'
import { usePageTitle } from './use-page-title.ts'

/** Asks interview questions, of one concept or of all. */
export function AskView({ lab, topic }: { lab: Lab; topic: string | undefined }) {
  usePageTitle('Interview questions')
  const loaded = useLoaded(() => lab.deck(), [lab, topic])
  const [all, setAll] = useState(false)
  if (loaded.state === 'failed') return <p role="alert">{loaded.message}</p>
  if (loaded.state === 'loading') return null
  const deck = loaded.value
  const isAsked = (card: FlashCard) => topic === undefined || card.concept === topic
  const due = deck.due.filter(isAsked)
  const later = deck.later.filter(isAsked)
  return (
    <main className="ask">
      <h1>Interview questions</h1>
      <p className="quiet">
        Think, say your answer, then look.
        {lab.rate && ' What was missed comes back soon, what was easy comes back late.'}
      </p>
      <label>
        About{' '}
        <select
          value={topic ?? ''}
          onChange={(event) => (location.hash = linkTo('ask', event.target.value || undefined))}
        >
          <option value="">everything</option>
          {topicsOf(deck).map((concept) => (
            <option key={concept}>{concept}</option>
          ))}
        </select>
      </label>
      <AskingView
        key={`${topic} ${all}`}
        lab={lab}
        cards={all ? [...due, ...later] : due}
        nextDue={topic === undefined ? deck.nextDue : undefined}
        later={all ? 0 : later.length}
        onAskAll={() => setAll(true)}
      />
    </main>
  )
}
