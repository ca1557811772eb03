export { concept } from './concept.ts'
export type { Concept, Scene, Stage, World } from './concept.ts'
export type { Axis, Claim, ServerLabel, StageEvent, Verdict } from './events.ts'
