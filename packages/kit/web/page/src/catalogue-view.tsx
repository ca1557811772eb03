import { useState } from 'react'
import type { ConceptCard, Lab } from './lab.ts'
import { linkTo } from './route.ts'
import { useLoaded } from './use-loaded.ts'

const serverNames: Record<string, string> = {
  postgres: 'PostgreSQL',
  redis: 'Redis',
  kafka: 'Kafka',
}

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
      {areas.map(([area, cards]) => (
        <section key={area}>
          <h2>{area}</h2>
          <ul className="cards">
            {cards.map((card) => (
              <li key={card.id}>
                <a href={linkTo(card.id)}>{card.title}</a>
                <p>{card.question}</p>
                <p className="quiet">
                  {card.needs.map((need) => serverNames[need] ?? need).join(', ') || 'no server'}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {found.length === 0 && <p role="status">Nothing has “{sought}” in it.</p>}
    </main>
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
