import type { Clock } from '../clock.ts'
import { startChild } from '@lab/servers/child-process'
import { createGetPrice } from './get-price.ts'
import type { FetchPrice, GetPrice } from './get-price.ts'
import { NotSettledError } from './not-settled-error.ts'
import type { Counts, Held, Order, Reply } from './orders.ts'

export type Behaviour =
  /** With status 200 and a price, at once, unless told otherwise. */
  { kind: 'answers'; status?: number; afterMs?: number } | { kind: 'hangs' } | { kind: 'refuses' }

export interface Dependency extends AsyncDisposable {
  readonly url: string
  /** Sets what happens to requests from now on. */
  behave(behaviour: Behaviour): Promise<void>
  /** One request over HTTP, with nothing around it; the body has come when it resolves. */
  fetchPrice: FetchPrice
  /** The same for callers who want a price or an error. */
  getPrice: GetPrice
  /** What the dependency has counted, whoever has called. */
  counts(): Promise<Counts>
  /**
   * The same, when all that this process has sent is there, and all that is over is known to be.
   *
   * @throws {NotSettledError} If that takes longer than `settleMs`.
   */
  settled(): Promise<Counts>
  /** Drops what is in flight, answers again, and counts from 0. */
  reset(): Promise<void>
}

/**
 * Starts the price service as a process of its own, which ends with this one.
 *
 * @param clock Decides when a slow answer is due.
 * @param options.settleMs How long `settled` waits by the machine's clock. Default 30 000.
 */
export async function startDependency(
  clock: Clock,
  { settleMs = 30_000 }: { settleMs?: number } = {},
): Promise<Dependency> {
  let onArrival = { status: 200, afterMs: 0 }
  const child = startChild<Order, Reply, Held>(new URL('dependency-process.ts', import.meta.url), {
    onNote({ request }) {
      const { status, afterMs } = onArrival
      if (afterMs === Infinity) return
      clock.setTimeout(() => void child.ask({ type: 'answer', request, status }), afterMs)
    },
  })

  function behave(behaviour: Behaviour): Promise<Reply> {
    const { status = 200, afterMs = 0 } =
      behaviour.kind === 'answers' ? behaviour : { afterMs: Infinity }
    onArrival = { status, afterMs }
    const listening = behaviour.kind !== 'refuses'
    return child.ask({ type: 'behave', listening, status: afterMs === 0 ? status : 0 })
  }

  const { port } = await behave({ kind: 'answers' })
  const url = `http://127.0.0.1:${port}/price`
  const sent: Counts = { arrived: 0, ended: 0 }
  const fetchPrice = fetchCounted(url, sent)
  let from: Counts = { arrived: 0, ended: 0 }

  async function counts(): Promise<Counts> {
    const { arrived, ended } = await child.ask({ type: 'count' })
    return { arrived: arrived - from.arrived, ended: ended - from.ended }
  }

  async function settled(): Promise<Counts> {
    const until = performance.now() + settleMs
    for (;;) {
      const { arrived, ended } = await counts()
      if (arrived === sent.arrived && ended === sent.ended) return { arrived, ended }
      if (performance.now() > until) throw new NotSettledError(settleMs, sent, { arrived, ended })
    }
  }

  return {
    url,
    behave: async (behaviour) => void (await behave(behaviour)),
    fetchPrice,
    getPrice: createGetPrice(fetchPrice),
    counts,
    settled,
    async reset() {
      await behave({ kind: 'answers' })
      await child.ask({ type: 'drop' })
      await settled()
      from = await child.ask({ type: 'count' })
      Object.assign(sent, { arrived: 0, ended: 0 })
    },
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  }
}

/** Asks for the price, and counts as the dependency does what has come there, and what is over. */
function fetchCounted(url: string, sent: Counts): FetchPrice {
  return async (signal) => {
    sent.arrived += 1
    let isRefused = false
    try {
      const response = await fetch(url, signal ? { signal } : {})
      return new Response(await response.text(), { status: response.status })
    } catch (error) {
      isRefused = (error as { cause?: { code?: string } }).cause?.code === 'ECONNREFUSED'
      throw error
    } finally {
      if (isRefused) sent.arrived -= 1
      else sent.ended += 1
    }
  }
}
