import { conduct, endingText, turn } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { virtualClock } from '@lab/conductor/clock'
import type { Nodes } from '../nodes.ts'
import type { Cluster } from '../open-cluster.ts'

/** What a user's browser sends with each request: a cookie may remember a position in the log. */
export interface User {
  note: number
  position?: string
}

/** One process of the application. */
export interface AppServer {
  save(user: User, text: string): Promise<void>
  load(user: User): Promise<string>
}

export interface Clock {
  now(): number
}

/** Starts a process of the application, with a memory of its own. */
export type StartServer = (nodes: Nodes, clock: Clock) => AppServer

/** What lies between a user's write and the read that follows it. */
export interface Between {
  /** Whether the load balancer sends the read to the process that wrote. */
  readBy: 'the same process' | 'another process'
  /** How long the user looks at the page, by the clock of both processes. */
  laterMs: number
}

/**
 * The contract of every way: Alice saves a note and loads it again, and reads what she saved,
 * wherever the standby replays the log.
 */
export function readsItsOwnWrite(
  { nodes, plain, replay }: Cluster,
  start: StartServer,
  { readBy, laterMs }: Between,
): Race {
  const clock = virtualClock()
  return conduct({
    clock,
    setup: async () => {
      await plain.primary.query(
        `insert into notes values (1, 'old') on conflict (id) do update set text = 'old'`,
      )
      await replay.step()
    },
    actors: {
      alice: async () => {
        const alice = { note: 1 }
        const writer = start(nodes, clock)
        const reader = readBy === 'the same process' ? writer : start(nodes, clock)
        await writer.save(alice, 'new')
        if (laterMs > 0) await clock.sleep(laterMs)
        return reader.load(alice)
      },
      standby: async () => {
        await turn('replays all that is committed')
        await replay.step()
      },
    },
    invariant: async ({ alice }) => {
      if (alice?.kind !== 'finished') return `Alice gets no answer (${endingText(alice)})`
      const read = alice.value
      return read === 'new' ? undefined : `Alice saved "new" and reads "${String(read)}"`
    },
  })
}
