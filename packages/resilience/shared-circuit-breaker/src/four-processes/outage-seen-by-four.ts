import { virtualClock } from '@lab/conductor/clock'
import type { VirtualClock } from '@lab/conductor/clock'
import { startHttpService } from '@lab/wire/http-service'
import type { HttpService } from '@lab/wire/http-service'
import type { Ending } from '../price-source.ts'
import { startChild } from '@lab/servers/child-process'
import type { Child } from '@lab/servers/child-process'
import { settings } from '../settings.ts'
import type { CallerOrder, Way } from './caller-process.ts'

export interface FourProcesses extends AsyncDisposable {
  /** The time of all four. */
  clock: VirtualClock
  service: HttpService
  callers: Child<CallerOrder, Ending[]>[]
}

/** Starts the service, and four processes that call it. */
export async function startFourProcesses(redisUrl: string): Promise<FourProcesses> {
  await using stack = new AsyncDisposableStack()
  const clock = virtualClock()
  const service = stack.use(await startHttpService(clock, { body: '20' }))
  const module = new URL('caller-process.ts', import.meta.url)
  const callers = Array.from({ length: 4 }, () =>
    stack.use(startChild<CallerOrder, Ending[]>(module, { args: [service.url, redisUrl] })),
  )
  const opened = stack.move()
  return { clock, service, callers, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

export interface OutageSeenByFour {
  /** Calls that reach the service, which answers 500, until all four processes refuse. */
  untilAllRefuse: number
  /** Calls that reach it when the reset timeout is over and each process makes five calls. */
  probes: number
  /** How many processes get an answer when the service is well again. */
  answered: number
  /** Ten calls a second, by turns: how many of forty reach a dead service. */
  atLowTraffic: number
}

/** The story of both ways: an outage, as the service counts it. */
export async function outageSeenByFour(
  { clock, service, callers }: FourProcesses,
  way: Way,
): Promise<OutageSeenByFour> {
  async function startBreakers(): Promise<void> {
    const key = `breaker:prices:${clock.now()}`
    await Promise.all(callers.map((caller) => caller.ask({ type: 'start', way, key })))
  }
  async function call(caller: number, calls: number): Promise<Ending[]> {
    return callers[caller]!.ask({ type: 'call', calls, atMs: clock.now() })
  }
  async function oneCallEach(): Promise<Ending[]> {
    const endings: Ending[] = []
    for (const caller of callers.keys()) endings.push(...(await call(caller, 1)))
    return endings
  }
  async function arrivals(work: () => Promise<unknown>): Promise<number> {
    const before = await service.counts()
    await work()
    return (await service.counts()).arrived - before.arrived
  }

  await startBreakers()
  await service.behave({ kind: 'answers', status: 500 })
  const untilAllRefuse = await arrivals(async () => {
    while ((await oneCallEach()).some((ending) => ending !== 'refused'));
  })

  await clock.advance(settings.resetTimeoutMs)
  const probes = await arrivals(() => Promise.all(callers.map((_, caller) => call(caller, 5))))

  await clock.advance(settings.resetTimeoutMs)
  await service.behave({ kind: 'answers' })
  const answered = (await oneCallEach()).filter((ending) => ending === 'answered').length

  await clock.advance(settings.windowMs)
  await startBreakers()
  await service.behave({ kind: 'answers', status: 500 })
  const atLowTraffic = await arrivals(async () => {
    for (let turn = 0; turn < 40; turn++) {
      await clock.advance(100)
      await call(turn % callers.length, 1)
    }
  })
  return { untilAllRefuse, probes, answered, atLowTraffic }
}

/** The contract: four processes let through what one breaker would. Says what is more, if any. */
export function fourProcessesViolation(seen: OutageSeenByFour): string | undefined {
  const { untilAllRefuse, probes } = seen
  if (untilAllRefuse > settings.volumeThreshold) return `${untilAllRefuse} calls until all refuse`
  return probes > 1 ? `${probes} probes at once` : undefined
}
