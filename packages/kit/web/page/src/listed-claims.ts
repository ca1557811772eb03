import type { ConceptCard, ConceptClaim } from './lab.ts'

export interface AreaTopics {
  area: string
  concepts: { id: string; title: string }[]
}

/** The concepts of which something is said, by area, in the order of the catalogue. */
export function claimTopics(
  concepts: readonly ConceptCard[],
  claims: readonly ConceptClaim[],
): AreaTopics[] {
  const named = new Set(claims.map(({ concept }) => concept))
  const topics = concepts.filter(({ id }) => named.has(id))
  return [...Map.groupBy(topics, ({ area }) => area)].map(([area, own]) => ({
    area,
    concepts: own.map(({ id, title }) => ({ id, title })),
  }))
}

/** The claims about a topic: a concept, a whole area, or everything when there is none. */
export function claimsAbout(
  claims: readonly ConceptClaim[],
  topics: readonly AreaTopics[],
  topic: string | undefined,
): ConceptClaim[] {
  const area = topics.find((one) => one.area === topic)
  const ids = area?.concepts.map(({ id }) => id) ?? [topic]
  return claims.filter(({ concept }) => topic === undefined || ids.includes(concept))
}
