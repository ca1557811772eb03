// The saga as data: what each step asks for, and what takes it back.
// The engine runs it, and the picture of its states is drawn from it.
import type { CommandName } from '../services/effects.ts'

export interface Step {
  do: CommandName
  undo: CommandName
}

export const orderSaga: readonly Step[] = [
  { do: 'reserve', undo: 'release' },
  { do: 'charge', undo: 'refund' },
  { do: 'ship', undo: 'recall' },
]
