import { runFlow } from './run-flow.ts'
import type { Flow } from './run-flow.ts'
import type { WayName } from './ways.ts'

/** A consumer that takes ten times as long as the producer, and events for twice its heap. */
export const load = { events: 800, turns: 10, bytes: 50_000 }
export const heapMb = 20

export interface KeptFlow extends Flow {
  /** Of what was accepted, in hundredths; which share is lost does not depend on the machine. */
  lostPercent: number
  violation: string | undefined
}

/** The contract of every way: with a heap of 20 MiB, every accepted event is processed. */
export async function keepsWhatItAccepts(way: WayName): Promise<KeptFlow> {
  const flow = await runFlow({ way, ...load, heapMb })
  const lostPercent = Math.round((flow.lost * 100) / flow.accepted)
  const violation =
    flow.lost === 0
      ? undefined
      : `${lostPercent} % of the accepted events are lost: ${flow.ending === 'done' ? 'they were dropped' : flow.ending}`
  return { ...flow, lostPercent, violation }
}
