import { virtualClock } from '@lab/conductor/clock'
import type { VirtualClock } from '@lab/conductor/clock'
import { startDependency } from '../dependency/start-dependency.ts'
import type { Dependency } from '../dependency/start-dependency.ts'
import type { Ending } from '../ending-of.ts'
import { startChild } from '@lab/servers/child-process'
import type { Child } from '@lab/servers/child-process'
import { settings } from '../settings.ts'
import type { CallerOrder, Kind } from './caller-process.ts'

export interface FourProcesses extends AsyncDisposable {
  /** The time of all four. */
  clock: VirtualClock
  dependency: Dependency
  callers: Child<CallerOrder, Ending[]>[]
}

/** Starts the dependency, and four processes that call it. */
export async function startFourProcesses(redisUrl: string): Promise<FourProcesses> {
  await using stack = new AsyncDisposableStack()
  const clock = virtualClock()
  const dependency = stack.use(await startDependency(clock))
  const module = new URL('caller-process.ts', import.meta.url)
  const callers = Array.from({ length: 4 }, () =>
    stack.use(startChild<CallerOrder, Ending[]>(module, { args: [dependency.url, redisUrl] })),
  )
  const opened = stack.move()
  return { clock, dependency, callers, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

export interface OutageSeenByFour {
  /** Calls that reach the dead dependency until all four processes refuse. */
  untilAllRefuse: number
  /** Calls that reach it when the reset timeout is over and five callers in each process call. */
  probes: number
  /** How many processes get an answer when the dependency is well again. */
  answered: number
  /** Ten calls a second, by turns: how many of forty reach a dead dependency. */
  atLowTraffic: number
}

/** The story of both ways: an outage as the dependency counts it. */
export async function outageSeenByFour(
  { clock, dependency, callers }: FourProcesses,
  kind: Kind,
): Promise<OutageSeenByFour> {
  async function startBreakers(): Promise<void> {
    const key = `breaker:prices:${clock.now()}`
    await Promise.all(callers.map((caller) => caller.ask({ type: 'start', kind, key })))
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
    const before = await dependency.counts()
    await work()
    return (await dependency.counts()).arrived - before.arrived
  }

  await startBreakers()
  await dependency.behave({ kind: 'answers', status: 500 })
  const untilAllRefuse = await arrivals(async () => {
    while ((await oneCallEach()).some((ending) => ending !== 'refused'));
  })

  await clock.advance(settings.resetTimeout)
  const probes = await arrivals(() => Promise.all(callers.map((_, caller) => call(caller, 5))))

  await clock.advance(settings.resetTimeout)
  await dependency.behave({ kind: 'answers' })
  const answered = (await oneCallEach()).filter((ending) => ending === 'answered').length

  await clock.advance(settings.rollingCountTimeout)
  await startBreakers()
  await dependency.behave({ kind: 'answers', status: 500 })
  const atLowTraffic = await arrivals(async () => {
    for (let turn = 0; turn < 40; turn++) {
      await clock.advance(100)
      await call(turn % callers.length, 1)
    }
  })
  return { untilAllRefuse, probes, answered, atLowTraffic }
}

/** Says what is more than one breaker would let through, or undefined. */
export function fourProcessesViolation(seen: OutageSeenByFour): string | undefined {
  const { untilAllRefuse, probes } = seen
  if (untilAllRefuse > settings.volumeThreshold) return `${untilAllRefuse} calls until all refuse`
  return probes > 1 ? `${probes} probes at once` : undefined
}
