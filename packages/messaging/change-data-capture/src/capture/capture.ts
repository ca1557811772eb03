import type { Shop } from '../open-shop.ts'

/** One way to hear of the changes of the table orders. */
export interface Capture extends AsyncDisposable {
  /** Tells of what has changed since it last looked, as `update 1 paid`. */
  look(tell: (changes: string[]) => void): Promise<void>
}

/** Begins after all that is committed by now. */
export type StartCapture = (shop: Shop) => Promise<Capture>
