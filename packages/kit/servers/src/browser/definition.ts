import type { ServiceDefinition } from '../service.ts'

/** Each caller has one for itself: a browser keeps what a page stores, and cannot be shared safely. */
export const definition: ServiceDefinition = {
  id: 'browser',
  name: 'Chromium',
  module: import.meta.url,
  isShared: false,
  starts: { embedded: () => import('./start-embedded.ts') },
  checks: async () => (await import('./check-browser.ts')).checkBrowser(definition.name),
}
