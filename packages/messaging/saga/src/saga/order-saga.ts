// The saga as data: what each step asks for, and what takes it back.
// The engine runs it, and the picture of its states is drawn from it.
import type { CommandName } from '../services/effects.ts'

/** What is asked for, and what takes it back. */
export interface Step<Name extends string = CommandName> {
  do: Name
  /**
   * Left out when there is nothing to take back, as of a last step that cannot be refused. Ask for
   * such a step until it is done: noted as `failed` or `unknown` it counts as undone.
   */
  undo?: Name
}

export const orderSaga: readonly Step[] = [
  { do: 'reserve', undo: 'release' },
  { do: 'charge', undo: 'refund' },
  { do: 'ship', undo: 'recall' },
]
