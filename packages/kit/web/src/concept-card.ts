import { services } from '@lab/servers/services'
import type { RecordedHeadline } from '@lab/stage/headline'
import type { ConceptCard } from './protocol.ts'
import type { WebConcept } from './web-lab.ts'

/** Says what a list shows of a concept. */
export function conceptCard(
  { id, area, title, question, needs }: WebConcept,
  recorded: RecordedHeadline | undefined,
): ConceptCard {
  const nameOf = (need: string) => services.find((service) => service.id === need)?.name ?? need
  const card = { id, area, title, question, needs, servers: needs.map(nameOf) }
  if (recorded === undefined) return card
  const { scenes, picture } = recorded
  return { ...card, shown: { scenes, ...(picture && { picture }) } }
}
