import { services } from '@lab/servers/services'
import type { ConceptCard } from './protocol.ts'
import type { WebConcept } from './web-lab.ts'

/** Says what a list shows of a concept. */
export function conceptCard({ id, area, title, question, needs }: WebConcept): ConceptCard {
  const nameOf = (need: string) => services.find((service) => service.id === need)?.name ?? need
  return { id, area, title, question, needs, servers: needs.map(nameOf) }
}
