import type { ConceptPage } from './lab.ts'

export interface ListedScenes {
  headline: ConceptPage['scenes']
  more: ConceptPage['scenes']
}

/** The scenes as a page lists them: the headline in its own order, then the others in the demo's. */
export function listedScenes({
  scenes,
  headline,
}: Pick<ConceptPage, 'scenes' | 'headline'>): ListedScenes {
  return {
    headline: headline.flatMap((id) => scenes.find((scene) => scene.id === id) ?? []),
    more: scenes.filter(({ id }) => !headline.includes(id)),
  }
}
