import { CatalogueView } from './catalogue-view.tsx'
import { ConceptView } from './concept-view.tsx'
import type { Lab } from './lab.ts'
import { useRoute } from './route.ts'

export function App({ lab }: { lab: Lab }) {
  const { concept, scene } = useRoute()
  return concept === undefined ? (
    <CatalogueView lab={lab} />
  ) : (
    <ConceptView lab={lab} id={concept} scene={scene} />
  )
}
