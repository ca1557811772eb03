import { virtualClock } from '@lab/conductor/clock'
import type { VirtualClock } from '@lab/conductor/clock'
import { startHttpService } from '@lab/wire/http-service'
import type { HttpService } from '@lab/wire/http-service'
import { createGetPrice } from './get-price.ts'
import type { FetchPrice, GetPrice } from './get-price.ts'

/** The price service that the callers depend on. */
export interface Dependency extends HttpService {
  /** One request over HTTP, with nothing around it; the body has come when it resolves. */
  fetchPrice: FetchPrice
  /** The same for callers that want a price or an error. */
  getPrice: GetPrice
}

/** A dependency that is a real process, and a time that passes only when it is told to. */
export interface World extends AsyncDisposable {
  clock: VirtualClock
  dependency: Dependency
  /** Lets time pass; what the dependency answers arrives within the same 50 ms. */
  pass(ms: number): Promise<void>
}

const stepMs = 50

export async function openWorld(): Promise<World> {
  const clock = virtualClock()
  const service = await startHttpService(clock, { body: '20' })
  const getPrice = createGetPrice(service.request)
  return {
    clock,
    dependency: { ...service, fetchPrice: service.request, getPrice },
    async pass(ms) {
      for (let leftMs = ms; leftMs > 0; leftMs -= stepMs) {
        await clock.advance(Math.min(stepMs, leftMs))
        await service.settled()
      }
    },
    [Symbol.asyncDispose]: () => service[Symbol.asyncDispose](),
  }
}
