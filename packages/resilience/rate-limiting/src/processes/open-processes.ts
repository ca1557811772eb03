import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Hammering } from './hammer-process.ts'

export interface Processes extends AsyncDisposable {
  /** Lets all of them hammer one key at the same time; gives how many each was allowed. */
  hammer(hammering: Hammering): Promise<number[]>
}

/** Starts processes, each with a connection of its own to one Redis. */
export async function openProcesses(count: number, url: string): Promise<Processes> {
  const file = new URL('hammer-process.ts', import.meta.url)
  const children = Array.from({ length: count }, () => fork(file, [url], { execArgv: [] }))
  const answers = () =>
    Promise.all(children.map(async (child) => (await once(child, 'message'))[0] as number))
  await answers()
  return {
    hammer(hammering) {
      const answered = answers()
      for (const child of children) child.send(hammering)
      return answered
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(
        children.map((child) => {
          const exited = once(child, 'exit')
          child.disconnect()
          return exited
        }),
      )
    },
  }
}
