import { startChild } from '@lab/servers/child-process'
import { NotSettledError } from './not-settled-error.ts'
import type { Counts, Held, ServiceOrder, ServiceReply } from './orders.ts'

/** What the service does with requests. */
export type Behaviour =
  /** With status 200 and the body, at once, unless told otherwise. */
  { kind: 'answers'; status?: number; afterMs?: number } | { kind: 'hangs' } | { kind: 'refuses' }

export interface HttpService extends AsyncDisposable {
  readonly url: string
  /** Sets what happens to requests from now on. */
  behave(behaviour: Behaviour): Promise<void>
  /** Sends one request, with nothing around it; the body has come when it resolves. */
  request(signal?: AbortSignal): Promise<Response>
  /** What the service has counted, from every caller. */
  counts(): Promise<Counts>
  /**
   * The same, when every request of this process has arrived, and the service knows of every one
   * that is over.
   *
   * @throws {NotSettledError} If that takes longer than `settleMs`.
   */
  settled(): Promise<Counts>
  /** Drops what is in flight, answers again, and counts from 0. */
  reset(): Promise<void>
}

interface Clock {
  setTimeout(callback: () => void, ms: number): unknown
}

/**
 * Starts an HTTP service as a process of its own, which ends with this one: it answers, fails, hangs
 * or refuses connections as it is told, and counts the requests that arrive and that are over.
 *
 * @param clock Decides when a slow answer is due.
 * @param options.body Of an answer with status 200. Default: empty.
 * @param options.settleMs How long `settled` waits by the machine's clock. Default 30 000.
 */
export async function startHttpService(
  clock: Clock,
  { body = '', settleMs = 30_000 }: { body?: string; settleMs?: number } = {},
): Promise<HttpService> {
  let onArrival = { status: 200, afterMs: 0 }
  const module = new URL('http-service-process.ts', import.meta.url)
  const child = startChild<ServiceOrder, ServiceReply, Held>(module, {
    args: [body],
    onNote({ request }) {
      const { status, afterMs } = onArrival
      if (afterMs === Infinity) return
      clock.setTimeout(() => void child.ask({ type: 'answer', request, status }), afterMs)
    },
  })

  function behave(behaviour: Behaviour): Promise<ServiceReply> {
    const { status = 200, afterMs = 0 } =
      behaviour.kind === 'answers' ? behaviour : { afterMs: Infinity }
    onArrival = { status, afterMs }
    const listening = behaviour.kind !== 'refuses'
    return child.ask({ type: 'behave', listening, status: afterMs === 0 ? status : 0 })
  }

  const { port } = await behave({ kind: 'answers' })
  const url = `http://127.0.0.1:${port}/`
  const sent: Counts = { arrived: 0, ended: 0 }
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
    request: requestCounted(url, sent),
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

/** Sends requests, and counts as the service does which have arrived there and which are over. */
function requestCounted(url: string, sent: Counts): HttpService['request'] {
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
