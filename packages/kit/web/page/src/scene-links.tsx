import type { ConceptPage } from './lab.ts'
import { listedScenes } from './listed-scenes.ts'
import { linkTo } from './route.ts'

/** Leads to the scenes of a concept, those of its headline first. */
export function SceneLinks({
  concept,
  shown,
}: {
  concept: ConceptPage
  shown: string | undefined
}) {
  const { headline, more } = listedScenes(concept)
  const list = (scenes: ConceptPage['scenes']) => (
    <ol>
      {scenes.map(({ id, title }) => (
        <li key={id}>
          <a href={linkTo(concept.id, id)} aria-current={id === shown ? 'page' : undefined}>
            {title}
          </a>
        </li>
      ))}
    </ol>
  )
  return (
    <nav aria-label="Scenes" className="scenes">
      {list(headline)}
      {more.length > 0 && (
        <>
          <h2>More scenes</h2>
          {list(more)}
        </>
      )}
    </nav>
  )
}
