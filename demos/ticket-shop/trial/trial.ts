import type { DemoNote } from './demo-commands.ts'
import type { Ask } from './ask.ts'
import type { Bought, Buyer } from './buy.ts'
import type { Concert } from './concert.ts'
import type { TrialData } from './open-trial-data.ts'
import type { Links } from './open-links.ts'
import type { Servers } from './open-servers.ts'
import type { Shop } from './start-shop.ts'

/** What faults, buyers and the audit work with. */
export interface Trial {
  servers: Servers
  /** The shop's database, which the trial looks into when all is over, and for how far it is. */
  data: TrialData
  shop: Shop
  /** Between the shop and its servers, when one of them is to fall silent. */
  links: Links | undefined
  ask: Ask
  concert: Concert
  buyers: readonly Buyer[]
  /** From 0 up to 1; a seed decides which. */
  random: () => number
  /** What was bought so far, by whomever. */
  bought: Bought[]
  /** What the trial has put in that cannot be worked with. */
  poison: { messages: string[]; mails: number }
  /** What a silent server was not noticed by, in sentences. */
  silences: string[]
  /** No two purchases have the same. */
  nextNumber(): number
  /** Calls back for every note of a process, until it is told to stop. */
  onNote(hear: (note: DemoNote) => void): () => void
  /** How long a fault lasts that does not end by itself. */
  faultMs: number
  signal: AbortSignal
}
