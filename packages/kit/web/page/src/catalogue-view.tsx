import { useState } from 'react'
import './catalogue.css'
import type { Catalogue, ConceptCard, ConceptStudy, Lab } from './lab.ts'
import { LearningPath } from './learning-path.tsx'
import { linkTo } from './route.ts'
import { ShownView } from './shown-view.tsx'
import { useLoaded } from './use-loaded.ts'

/** Lists all concepts by area. */
export function CatalogueView({ lab }: { lab: Lab }) {
  const loaded = useLoaded(() => lab.catalogue(), [lab])
  const [sought, setSought] = useState('')
  if (loaded.state === 'failed') return <p role="alert">{loaded.message}</p>
  if (loaded.state === 'loading') return null
  const found = loaded.value.concepts.filter((card) => matches(card, sought))
  const areas = [...Map.groupBy(found, (card) => card.area)]
  return (
    <main className="catalogue">
      <h1>Backend Lab</h1>
      <label className="search">
        <span className="sr-only">Search</span>
        <input
          type="search"
          placeholder="Search questions"
          value={sought}
          onChange={(event) => setSought(event.target.value)}
        />
      </label>
      <LearningPath catalogue={loaded.value} />
      {areas.map(([area, cards]) => (
        <section key={area}>
          <h2>{area}</h2>
          <ul className="cards">
            {cards.map((card) => (
              <Card key={card.id} {...{ lab, card }} catalogue={loaded.value} />
            ))}
          </ul>
        </section>
      ))}
      {found.length === 0 && <p role="status">Nothing has “{sought}” in it.</p>}
    </main>
  )
}

interface CardProps {
  lab: Lab
  card: ConceptCard
  catalogue: Catalogue
}

function Card({ lab, card, catalogue }: CardProps) {
  const step = catalogue.path?.find(({ id }) => id === card.id)
  return (
    <li>
      <h3>
        <a href={linkTo(card.id)}>{card.title}</a>
      </h3>
      <p>{card.question}</p>
      {card.shown && <ShownView shown={card.shown} />}
      <p className="quiet">{needsText(card)}</p>
      <StudyLinks lab={lab} id={card.id} study={catalogue.study?.[card.id]} again={step?.due} />
    </li>
  )
}

function needsText({ servers }: ConceptCard): string {
  return servers.length === 0 ? 'needs no server' : `needs ${servers.join(' and ')}`
}

interface StudyLinksProps {
  lab: Lab
  id: string
  study: ConceptStudy | undefined
  /** How many of its questions were asked before and are due now. */
  again: number | undefined
}

/** Says how far one has come with a concept. */
function StudyLinks({ lab, id, study, again = 0 }: StudyLinksProps) {
  if (study === undefined) return null
  const { katas, passed, cards, due } = study
  return (
    <p className="study quiet">
      {lab.practice && katas > 0 && (
        <a href={linkTo('practice')}>
          {passed === katas ? '✓ ' : ''}
          {passed} of {katas} katas passed<span className="sr-only"> of {id}</span>
        </a>
      )}
      {cards > 0 && (
        <a href={linkTo('ask', id)}>
          {due} of {cards} questions due
          {again > 0 && `, ${again} again`}
          <span className="sr-only"> of {id}</span>
        </a>
      )}
    </p>
  )
}

function matches(card: ConceptCard, sought: string): boolean {
  const text = [card.id, card.area, card.title, card.question, ...card.needs]
    .join(' ')
    .toLowerCase()
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
