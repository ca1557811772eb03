import { useSyncExternalStore } from 'react'

/** What the address says: `#/row-locks/read-then-write`. */
export interface Route {
  concept: string | undefined
  scene: string | undefined
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
  const [concept, scene] = path.split('/').map(decodeURIComponent)
  return { concept: concept || undefined, scene: scene || undefined, isRun: query === 'run' }
}

/** Links work from any static host: they only change what is behind the `#`. */
export function linkTo(concept?: string, scene?: string): string {
  return `#/${[concept, scene]
    .flatMap((part) => part ?? [])
    .map(encodeURIComponent)
    .join('/')}`
}
