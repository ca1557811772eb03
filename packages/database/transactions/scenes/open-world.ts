import { openDatabase, openServer } from '../src/index.ts'
import { oneCrash } from './one-crash.ts'

export async function openWorld() {
  const server = await openServer()
  let database: ReturnType<typeof openDatabase> | undefined
  return {
    /** To be killed. */
    server,
    crash: oneCrash(server),
    /** For the stories without a crash; opened with the first of them. */
    races: {
      open: () => (database ??= openDatabase()),
      async [Symbol.asyncDispose]() {
        await (await database)?.[Symbol.asyncDispose]()
      },
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>
