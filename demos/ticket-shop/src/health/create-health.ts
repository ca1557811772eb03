// Each part of a role says when it has done its work, and when it has only tried. From that readiness
// and liveness follow, alike for all roles: no part is asked whether it is well.
import type { Configuration } from '../configuration.ts'
import { createChecks } from './create-checks.ts'
import type { Check } from './create-checks.ts'

/** A loop, or a consumer. */
export interface Part {
  /** It goes on, though perhaps without success. */
  tried(): void
  /** Its work is done, or there was none. */
  worked(): void
  /** Hears how a try ends. */
  follow<Result>(trying: Promise<Result>): Promise<Result>
}

/** One piece of work, among others of its kind that go on beside it. */
export interface Work extends Disposable {
  tried(): void
}

export interface HealthReport {
  ready: boolean
  draining: boolean
  /** What this role cannot work without. */
  missing: string[]
  /** What is not there, and is done without. */
  without: string[]
}

export interface Health {
  /** @param pauseMs How long the part rests between two tries. */
  addPart(name: string, pauseMs?: number): Part
  /** For work that may hang while others of its kind go on. It is over when disposed. */
  begin(name: string): Work
  /** Asked when readiness is, once a second at most: for what no part does again and again. */
  addCheck(name: string, check: () => Promise<unknown>, need: 'must' | 'may'): void
  /**
   * For work that is done when it comes, as writes: a database may answer questions, and take none. A
   * failure is forgotten soon, as it must be tried again.
   *
   * @param againMs How long the next try may take until it fails, too.
   */
  failed(work: string, againMs?: number): void
  worked(work: string): void
  /** From now on no work should come. */
  drain(): void
  /** Lets time pass. Who measures it also knows when the process itself was held up. */
  pass(ms: number): void
  isDraining(): boolean
  /** Parts that have not even tried for too long: only another process helps. */
  stuck(): string[]
  read(): Promise<HealthReport>
}

interface Times {
  name: string
  pauseMs: number
  sinceTryMs: number
  sinceWorkMs: number
}

export function createHealth({
  READY_SECONDS,
  STUCK_SECONDS,
}: Pick<Configuration, 'READY_SECONDS' | 'STUCK_SECONDS'>): Health {
  const parts: Times[] = []
  const works = new Set<Times>()
  const checks = createChecks()
  let draining = false
  const sinceFailureMs = new Map<string, number>()

  return {
    addPart(name, pauseMs = 0) {
      const times = { name, pauseMs, sinceTryMs: 0, sinceWorkMs: Infinity }
      parts.push(times)
      const tried = () => void (times.sinceTryMs = 0)
      const worked = () => void (times.sinceWorkMs = times.sinceTryMs = 0)
      const follow = <Result>(trying: Promise<Result>) => {
        trying.then(worked, tried)
        return trying
      }
      return { tried, worked, follow }
    },
    begin(name) {
      const times = { name, pauseMs: 0, sinceTryMs: 0, sinceWorkMs: 0 }
      works.add(times)
      return {
        tried: () => void (times.sinceTryMs = 0),
        [Symbol.dispose]: () => void works.delete(times),
      }
    },
    addCheck: (name, check, need) => checks.add({ name, check, need }),
    failed: (work, againMs = 0) => void sinceFailureMs.set(work, -againMs),
    worked: (work) => void sinceFailureMs.delete(work),
    drain: () => (draining = true),
    pass(ms) {
      checks.pass(ms)
      for (const [work, since] of sinceFailureMs) sinceFailureMs.set(work, since + ms)
      for (const part of [...parts, ...works]) {
        part.sinceTryMs += ms
        part.sinceWorkMs += ms
      }
    },
    isDraining: () => draining,
    stuck: () =>
      [...parts, ...works]
        .filter(({ sinceTryMs, pauseMs }) => sinceTryMs > pauseMs + STUCK_SECONDS * 1000)
        .map(({ name }) => name),
    async read() {
      const failed = await checks.failed()
      const idle = parts.filter(
        ({ sinceWorkMs, pauseMs }) => sinceWorkMs > pauseMs + READY_SECONDS * 1000,
      )
      const failing = [...sinceFailureMs].filter(([, since]) => since < READY_SECONDS * 1000)
      const names = [...idle.map(({ name }) => name), ...failing.map(([work]) => work)]
      const missing = [...namesOf(failed, 'must'), ...names]
      const ready = missing.length === 0 && !draining
      return { ready, draining, missing, without: namesOf(failed, 'may') }
    },
  }
}

const namesOf = (checks: readonly Check[], need: Check['need']) =>
  checks.filter((check) => check.need === need).map(({ name }) => name)
