import type { PromiseText } from './promises.ts'

export interface Finding {
  text: PromiseText
  /** What was found instead; undefined when it holds. */
  broken: string | undefined
}
