export { atomicUpdate } from './atomic-update.ts'
export { countsEveryVisit } from './counts-every-visit.ts'
export type { Counter, Visit } from './counts-every-visit.ts'
export { readThenWrite } from './read-then-write.ts'
