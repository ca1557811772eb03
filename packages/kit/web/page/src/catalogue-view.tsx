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
  const [area, setArea] = useState<string>()
  if (loaded.state === 'failed') return <p role="alert">{loaded.message}</p>
  if (loaded.state === 'loading') return null
  const found = loaded.value.concepts.filter((card) => matches(card, sought))
  const areas = Map.groupBy(found, (card) => card.area)
  const shown = [...areas].filter(([name]) => area === undefined || name === area)
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
      <Areas areas={areas} chosen={area} onChoose={setArea} />
      {shown.map(([name, cards]) => (
        <section key={name}>
          <h2>{name}</h2>
          <ul className="cards">
            {cards.map((card) => (
              <Card key={card.id} {...{ lab, card }} catalogue={loaded.value} />
            ))}
          </ul>
        </section>
      ))}
      {shown.length === 0 && <p role="status">{nothingText(sought, area)}</p>}
    </main>
  )
}

interface AreasProps {
  /** Those in which something is found. */
  areas: ReadonlyMap<string, readonly ConceptCard[]>
  chosen: string | undefined
  onChoose(area: string | undefined): void
}

/** Says how much of what is sought each area has, and shows one area alone. */
function Areas({ areas, chosen, onChoose }: AreasProps) {
  const all = [...areas.values()].flat().length
  const names = [...new Set([...areas.keys(), ...(chosen === undefined ? [] : [chosen])])]
  return (
    <div className="areas" role="group" aria-label="Areas">
      {[undefined, ...names].map((name) => (
        <button
          key={name ?? ''}
          type="button"
          aria-pressed={name === chosen}
          onClick={() => onChoose(name)}
        >
          {name ?? 'all'}{' '}
          <span className="count">{name === undefined ? all : (areas.get(name) ?? []).length}</span>
        </button>
      ))}
    </div>
  )
}

function nothingText(sought: string, area: string | undefined): string {
  return area === undefined
    ? `Nothing has “${sought}” in it.`
    : `Nothing in ${area} has “${sought}” in it.`
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

const listText = new Intl.ListFormat('en')

function needsText({ servers }: ConceptCard): string {
  return servers.length === 0 ? 'needs no server' : `needs ${listText.format(servers.toSorted())}`
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
  const scenes = card.shown?.scenes.map(({ title }) => title) ?? []
  const text = [card.id, card.area, card.title, card.question, ...card.needs, ...scenes]
    .join(' ')
    .toLowerCase()
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
