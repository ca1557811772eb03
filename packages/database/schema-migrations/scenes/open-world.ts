import { openDatabase } from '../src/index.ts'
import type { AddEmail, Database, LiveRun } from '../src/index.ts'

/** `changed` is for what begins with an empty schema: races of the other scenes go on in `db`. */
export const openWorld = async () => ({
  /** `shown` has the live runs of the scenes, until the comparison takes them. */
  db: Object.assign(await openDatabase(), { shown: new Map<AddEmail, LiveRun>() }),
  changed: openWhenAsked(),
})

export type World = Awaited<ReturnType<typeof openWorld>>

/** Keeps it: people run the races of a scene in orders of their own later. */
function openWhenAsked() {
  let opening: Promise<Database> | undefined
  return {
    open: () => (opening ??= openDatabase()),
    async [Symbol.asyncDispose]() {
      await (await opening)?.[Symbol.asyncDispose]()
    },
  }
}
