import { useSyncExternalStore } from 'react'
import { readRoute } from './read-route.ts'
import type { Route } from './read-route.ts'

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

export function useRoute(): Route {
  return readRoute(useSyncExternalStore(subscribe, () => location.hash))
}

/** Links work from any static host: they only change what is behind the `#`. */
export function linkTo(concept?: string, scene?: string, race?: string, tool?: string): string {
  return `#/${[concept, scene, race, tool]
    .flatMap((part) => part ?? [])
    .map(encodeURIComponent)
    .join('/')}`
}
