import { useSyncExternalStore } from 'react'

/** What the address says: `#/row-locks/read-then-write`, or a tool for one of the scene's races. */
export interface Route {
  concept: string | undefined
  scene: string | undefined
  race: string | undefined
  tool: string | undefined
}

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash)
  const [concept, scene, race, tool] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent)
  return {
    concept: concept || undefined,
    scene: scene || undefined,
    race: race || undefined,
    tool: tool || undefined,
  }
}

/** Links work from any static host: they only change what is behind the `#`. */
export function linkTo(concept?: string, scene?: string, race?: string, tool?: string): string {
  return `#/${[concept, scene, race, tool]
    .flatMap((part) => part ?? [])
    .map(encodeURIComponent)
    .join('/')}`
}
