import { redis } from '@lab/servers/redis'
import { startMailProvider } from './mail/mail-provider.ts'
import { openDatabase } from './open-database.ts'

/** Opens both servers, and the company that sends mail. */
export async function openWorld() {
  const [db, space, mail] = await Promise.all([openDatabase(), redis(), startMailProvider()])
  return {
    db,
    space,
    mail,
    async [Symbol.asyncDispose]() {
      for (const opened of [mail, space, db]) await opened[Symbol.asyncDispose]()
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>
