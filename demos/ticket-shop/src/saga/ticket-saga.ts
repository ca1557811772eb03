// The saga as data. The seats are held before it begins; when it is taken back they are free again.
import type { Step } from '@lab/saga'

export type Command = 'charge' | 'refund' | 'issue'

/** Tickets are issued last, and are never refused: nothing has to take them back. */
export const ticketSaga: readonly Step<Command>[] = [
  { do: 'charge', undo: 'refund' },
  { do: 'issue' },
]
