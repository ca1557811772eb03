import type { StageEvent } from '@lab/stage'
import type { Catalogue, ConceptPage, RunRequest } from '../../src/protocol.ts'

export type { Catalogue, ConceptCard, ConceptPage, Level, RunRequest } from '../../src/protocol.ts'

export interface RunListener {
  event(event: StageEvent): void
  /** How many runs are ahead of this one. */
  waiting?(ahead: number): void
}

/** Where the page gets everything from: the servers of this machine, or a recording. */
export interface Lab {
  /** Whether runs happen now, on real servers. */
  kind: 'live' | 'recorded'
  catalogue(): Promise<Catalogue>
  concept(id: string): Promise<ConceptPage>
  /**
   * Runs something; its events come to the listener.
   *
   * @throws {Error} If it cannot be run; the message is for the reader.
   */
  run(request: RunRequest, listener: RunListener, signal: AbortSignal): Promise<void>
}
