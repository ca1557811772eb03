import { virtualClock } from '@lab/conductor/clock'
import type { VirtualClock } from '@lab/conductor/clock'
import { startHttpService } from '@lab/wire/http-service'
import type { HttpService } from '@lab/wire/http-service'

/** A price service that is a real process, and a time that passes only when it is told to. */
export interface World extends AsyncDisposable {
  clock: VirtualClock
  service: HttpService
}

export async function openWorld(): Promise<World> {
  const clock = virtualClock()
  const service = await startHttpService(clock, { body: '20' })
  return { clock, service, [Symbol.asyncDispose]: () => service[Symbol.asyncDispose]() }
}
