import { keepsWhatWasAcknowledged, openServer, persistence } from '../src/index.ts'
import type { KillReport, Node, Persistence } from '../src/index.ts'

/** A Redis for each way, which are killed side by side when the first report is asked for. */
export async function openWorld() {
  const ways = Object.keys(persistence) as Persistence[]
  const nodes = await Promise.all(ways.map((way) => openServer(persistence[way])))
  let reports: Promise<KillReport[]> | undefined
  return {
    kills: {
      server: (nodes[0] as Node).server.server,
      async report(way: Persistence): Promise<KillReport> {
        reports ??= Promise.all(
          nodes.map((node, index) => keepsWhatWasAcknowledged(node, ways[index]!)),
        )
        return (await reports)[ways.indexOf(way)]!
      },
      async [Symbol.asyncDispose]() {
        await Promise.all(nodes.map((node) => node[Symbol.asyncDispose]()))
      },
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>
