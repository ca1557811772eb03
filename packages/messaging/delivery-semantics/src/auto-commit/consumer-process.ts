import { answerParent, noteToParent } from '@lab/servers/answer-parent'
import { consumers } from './clients.ts'
import type { ConsumerName } from './clients.ts'
import type { Place } from './consume.ts'

export interface Job extends Place {
  consumer: ConsumerName
  /** The payment at which the process stops, in the middle of the work. */
  last: string
}

/** What the process tells of its work. */
export type Note = { done: string } | { stopped: string }

answerParent(({ consumer, last, ...place }: Job) => {
  void consumers[consumer](place, async (payment, committed) => {
    if (payment === last) {
      await committed
      noteToParent({ stopped: payment } satisfies Note)
      await new Promise(() => {})
    }
    noteToParent({ done: payment } satisfies Note)
  })
})
