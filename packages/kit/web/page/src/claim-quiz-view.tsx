import { useState } from 'react'
import { AskingClaims } from './asking-claims.tsx'
import type { Lab } from './lab.ts'
import { linkTo } from './route.ts'
import './study.css'
import { TopicSelect } from './topic-select.tsx'
import { useClaims } from './use-claims.ts'
import { usePageTitle } from './use-page-title.ts'

export interface ClaimQuizViewProps {
  lab: Lab
  topic: string | undefined
  /** Decides which claims are asked, in which order; by default a new one each time. */
  seed: number | undefined
}

/** Asks ten claims: true, false, or does it depend? */
export function ClaimQuizView({ lab, topic, seed }: ClaimQuizViewProps) {
  usePageTitle('True or false?')
  const loaded = useClaims(lab, topic)
  const [ownSeed] = useState(newSeed)
  if (loaded.state === 'failed') return <p role="alert">{loaded.message}</p>
  if (loaded.state === 'loading') return null
  const { topics, claims } = loaded.value
  const goTo = (next: string) => void (location.hash = next)
  return (
    <main className="ask">
      <h1>True or false?</h1>
      <p className="quiet">
        What is said in interviews. Answer, then see what the run says.{' '}
        <a href={linkTo('claims', topic)}>All claims</a>
      </p>
      <TopicSelect
        topics={topics}
        topic={topic}
        onChoose={(next) => goTo(linkTo('claims', 'quiz', next))}
      />
      <AskingClaims
        key={`${topic} ${seed ?? ownSeed}`}
        claims={claims}
        seed={seed ?? ownSeed}
        onAgain={() => goTo(`${linkTo('claims', 'quiz', topic)}?seed=${newSeed()}`)}
      />
    </main>
  )
}

function newSeed(): number {
  return Math.floor(Math.random() * 1_000_000)
}
