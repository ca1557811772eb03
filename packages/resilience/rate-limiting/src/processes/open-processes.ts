import { startChild } from '@lab/servers/child-process'
import type { Hammering, Order } from './hammer-process.ts'

export interface Processes extends AsyncDisposable {
  /** Lets all of them hammer one key at the same time; gives how many each was allowed. */
  hammer(hammering: Hammering): Promise<number[]>
}

/** Starts processes, each with a connection of its own to one Redis, and waits for all of them. */
export async function openProcesses(count: number, url: string): Promise<Processes> {
  const children = Array.from({ length: count }, () =>
    startChild<Order, number>(new URL('hammer-process.ts', import.meta.url), { args: [url] }),
  )
  await Promise.all(children.map((child) => child.ask('connect')))
  return {
    hammer: (hammering) => Promise.all(children.map((child) => child.ask(hammering))),
    async [Symbol.asyncDispose]() {
      await Promise.all(children.map((child) => child[Symbol.asyncDispose]()))
    },
  }
}
