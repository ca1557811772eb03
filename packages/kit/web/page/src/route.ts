import { useSyncExternalStore } from 'react'

/** What the address says: `#/row-locks/read-then-write`, or a tool for one of the scene's races. */
export interface Route {
  concept: string | undefined
  scene: string | undefined
  race: string | undefined
  tool: string | undefined
  /** Whether the scene is to be played at once: `#/row-locks?run`. */
  isRun: boolean
}

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash)
  const [path = '', query] = hash.replace(/^#\/?/, '').split('?')
  const [concept, scene, race, tool] = path.split('/').map(decodeURIComponent)
  return {
    concept: concept || undefined,
    scene: scene || undefined,
    race: race || undefined,
    tool: tool || undefined,
    isRun: query === 'run',
  }
}

/** Links work from any static host: they only change what is behind the `#`. */
export function linkTo(concept?: string, scene?: string, race?: string, tool?: string): string {
  return `#/${[concept, scene, race, tool]
    .flatMap((part) => part ?? [])
    .map(encodeURIComponent)
    .join('/')}`
}
