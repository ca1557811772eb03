import type { RecordedScene } from '@lab/stage'
import type { ConceptPage } from './protocol.ts'

/** A concept as a static site keeps it: one run of each scene, and the orders of its races. */
export interface RecordedConcept {
  page: ConceptPage
  scenes: Record<string, RecordedScene>
}
