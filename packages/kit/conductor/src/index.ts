export type { Moment, Reply, Timeline } from './timeline.ts'
