import CircuitBreaker from 'opossum'
import type { Behaviour } from '@lab/wire/http-service'
import { endingOf } from '../ending-of.ts'
import type { Ending } from '../ending-of.ts'
import type { World } from '../open-world.ts'
import type { Way } from '../price-source.ts'
import { settings } from '../settings.ts'

/** What became of calls that were made at the same moment. */
export interface Round {
  calls: number
  /** Counted by the dependency. */
  arrived: number
  answered: number
  failed: number
  refused: number
}

export interface Outage {
  /** The dependency fails: calls one after the other, until one is refused. */
  failing: Round
  /** After the reset timeout it hangs: twenty callers at once. */
  hanging: Round
  /** After the next reset timeout it is well: twenty callers at once. */
  well: Round
  /** After that answer: twenty callers at once. */
  afterwards: Round
}

const callers = 20

/** The story of every way: an outage, and twenty callers at once when half-open begins. */
export async function outage({ clock, dependency, pass }: World, way: Way): Promise<Outage> {
  await dependency.reset()
  using _ = clock.replaceTimers()
  const source = way(dependency, clock)

  async function round(calls: number): Promise<Round> {
    const before = await dependency.settled()
    const endings: Ending[] = []
    const note = async () => void endings.push(await endingOf(source.fire()))
    for (let call = 0; call < calls; call++) void note()
    const { arrived } = await dependency.settled()
    await pass(settings.timeoutMs)
    const count = (...kinds: Ending[]) => endings.filter((ending) => kinds.includes(ending)).length
    return {
      calls,
      arrived: arrived - before.arrived,
      answered: count('answered'),
      failed: count('failed', 'timed out'),
      refused: count('refused'),
    }
  }

  async function roundWhen(behaviour: Behaviour): Promise<Round> {
    await dependency.behave(behaviour)
    await pass(settings.resetTimeout)
    return round(callers)
  }

  await dependency.behave({ kind: 'answers', status: 500 })
  const failing = { calls: 0, arrived: 0, answered: 0, failed: 0, refused: 0 }
  while (failing.refused === 0 && failing.calls < 2 * settings.volumeThreshold) {
    failing.calls += 1
    const ending = await endingOf(source.fire())
    failing[ending === 'refused' ? 'refused' : 'failed'] += 1
  }
  failing.arrived = (await dependency.settled()).arrived
  const story = {
    failing,
    hanging: await roundWhen({ kind: 'hangs' }),
    well: await roundWhen({ kind: 'answers', afterMs: 50 }),
    afterwards: await round(callers),
  }
  if (source instanceof CircuitBreaker) source.shutdown()
  return story
}

/** Says what is wrong with how a way gets through an outage, or undefined. */
export function outageViolation({ hanging, well, afterwards }: Outage): string | undefined {
  const most = Math.max(hanging.arrived, well.arrived)
  if (most > 1) return `${most} calls reach a service that may still be down`
  return afterwards.answered < afterwards.calls
    ? `${afterwards.refused} calls are refused, and the service is well`
    : undefined
}
