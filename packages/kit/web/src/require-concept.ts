import type { WebConcept, WebLab } from './web-lab.ts'

/** @throws {RangeError} If the lab has no such concept. */
export function requireConcept(lab: WebLab, id: string): WebConcept {
  const concept = lab.concepts.find((one) => one.id === id)
  if (concept === undefined) throw new RangeError(`Cannot show concept: there is no "${id}"`)
  return concept
}
