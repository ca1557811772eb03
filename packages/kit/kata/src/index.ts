export { clockAhead } from './clock-ahead.ts'
export { defineFacts } from './facts.ts'
export type { Fact, Facts } from './facts.ts'
