import type { StageEvent } from './events.ts'

/** Where a demo's events go: a terminal, a file, a browser. The demo waits until the event is shown. */
export interface View {
  show(event: StageEvent): void | Promise<void>
  /** Called once after the last event, also when the demo failed or was stopped. */
  end?(): void | Promise<void>
}
