import { kafka } from '@lab/servers/kafka'
import { keepsWhatItAccepts } from '../src/index.ts'
import type { KeptFlow, WayName } from '../src/index.ts'

export async function openWorld() {
  const bus = await kafka()
  const flows = new Map<WayName, Promise<KeptFlow>>()
  return {
    bus: {
      ...bus,
      /** Runs a way once: what a scene has shown, the comparison need not run again. */
      flow(way: WayName): Promise<KeptFlow> {
        const flow = flows.get(way) ?? keepsWhatItAccepts(way)
        flows.set(way, flow)
        return flow
      },
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>
