// Notes in a header that a message was sent back. One that comes again stays for a person.
// Costs nothing but the header, which every consumer on the way has to keep.
import type { Redrive } from './redrive.ts'

export const redriveOnce: Redrive = ({ headers }) =>
  headers?.['redriven'] === undefined ? { redriven: '1' } : 'stays'
