import type { ServiceDefinition } from '../service.ts'

/** Each caller has one for itself: a browser keeps what a page stores, and cannot be shared safely. */
export const definition: ServiceDefinition = {
  id: 'browser',
  name: 'Chromium',
  module: import.meta.url,
  dedicated: {
    embedded: async (_topology, options) =>
      (await import('./start-embedded.ts')).startDedicated(options),
  },
  checks: async () => (await import('./check-browser.ts')).checkBrowser(definition.name),
}
