import type { ConceptEntry } from '../workspace-concepts.ts'

type Ordered = Pick<ConceptEntry, 'id' | 'after'>

/**
 * Orders concepts so that each comes after those that its `after` names, and what builds on one
 * follows it. What nothing decides stays in the order in which it is given.
 */
export function learningOrder<Concept extends Ordered>(concepts: readonly Concept[]): Concept[] {
  const ids = new Set(concepts.map(({ id }) => id))
  const placed = new Map<string, Concept>()
  const place = (concept: Concept): void => {
    const isReady = before(concept).every((id) => placed.has(id) || !ids.has(id))
    if (placed.has(concept.id) || !isReady) return
    placed.set(concept.id, concept)
    concepts.filter((other) => before(other).includes(concept.id)).forEach(place)
  }
  concepts.forEach(place)
  // A circle has no first one; `lab check shape` names it.
  return [...placed.values(), ...concepts.filter(({ id }) => !placed.has(id))]
}

/** Says which concepts come after one that there is not, or after themselves. */
export function orderProblems(concepts: readonly Ordered[]): string[] {
  const byId = new Map(concepts.map((concept) => [concept.id, concept]))
  // As package.json has it, it may be anything.
  const wrong = concepts.filter(({ after }) => after !== undefined && !Array.isArray(after))
  if (wrong.length > 0) return wrong.map(({ id }) => `${id}: lab.after must be a list of ids`)
  return concepts.flatMap((concept) => {
    const unknown = before(concept).find((id) => !byId.has(id))
    if (unknown !== undefined)
      return [`${concept.id}: lab.after names "${unknown}", which is no concept`]
    const reached = new Set(before(concept))
    for (const id of reached) for (const next of before(byId.get(id) ?? {})) reached.add(next)
    return reached.has(concept.id) ? [`${concept.id}: lab.after leads back to it`] : []
  })
}

function before({ after = [] }: Pick<Ordered, 'after'>): string[] {
  return after
}
