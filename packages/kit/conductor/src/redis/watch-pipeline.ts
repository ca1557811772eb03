import { AsyncResource } from 'node:async_hooks'
import { currentActor } from '../run/actor.ts'
import type { Actor } from '../run/actor.ts'
import { shownCallSite } from '../run/call-site.ts'
import { performStep } from './perform-command.ts'
import type { Command, Pipeline } from './redis-client.ts'
import type { WatchedRedis } from './watched-redis.ts'

type Callback = (error: unknown, replies?: unknown) => void

/**
 * Makes a pipeline wait for its actor's turn. From MULTI to EXEC it is one step, because the server
 * runs it as one. Of the others each command is a step: they go in one packet, but the server only
 * promises their order, and lets other clients in between.
 */
export function watchPipeline(
  watched: WatchedRedis,
  pipeline: Pipeline,
  createdBy: 'pipeline' | 'multi',
): void {
  const exec = pipeline.exec.bind(pipeline)
  pipeline.exec = (...given) => {
    const actor = currentActor()
    // The first of two only puts the end of a transaction into the pipeline.
    const isQueued = createdBy === 'pipeline' && pipeline._transactions > 0
    if (actor === undefined || pipeline._queue.length === 0 || isQueued) return exec(...given)
    const at = shownCallSite()
    const callback = given.find((each) => typeof each === 'function') as Callback | undefined
    const replies =
      createdBy === 'multi'
        ? performTransaction(actor, watched, { commands: pipeline._queue, at, exec })
        : performParts(actor, watched, pipeline, at)
    if (callback !== undefined) {
      const bound = AsyncResource.bind(callback)
      replies.then((value) => bound(null, value), bound)
    }
    return replies
  }
}

function performTransaction(
  actor: Actor,
  watched: WatchedRedis,
  {
    commands,
    at,
    exec,
  }: { commands: readonly Command[]; at: string | undefined; exec: () => Promise<unknown> },
): Promise<unknown> {
  const hasEnd = commands.at(-1)!.name === 'exec'
  const all = hasEnd ? commands : [...commands, { name: 'exec', args: [] } as never as Command]
  return performStep(actor, watched, { commands: all, at, send: () => exec() })
}

async function performParts(
  actor: Actor,
  watched: WatchedRedis,
  pipeline: Pipeline,
  at: string | undefined,
): Promise<unknown> {
  // Each reply finds its place in the pipeline by itself; it is complete with the last one.
  pipeline.replyPending = pipeline._queue.length
  const parts = partsOf(pipeline._queue)
  const steps = parts.map((commands) =>
    performStep(actor, watched, {
      commands,
      at,
      async send() {
        for (const command of commands) watched.send(command)
        const replies = await Promise.allSettled(commands.map(({ promise }) => promise))
        const last = replies.at(-1)!
        if (last.status === 'rejected') throw last.reason
        return last.value
      },
    }),
  )
  const ends = await Promise.allSettled(steps)
  // Of commands that could not be sent the pipeline hears nothing.
  ends.forEach((end, index) => {
    if (end.status === 'fulfilled') return
    for (const command of parts[index]!) command.reject(end.reason as Error)
  })
  return pipeline.promise
}

/** Each command by itself, but for those of a transaction. */
function partsOf(queue: readonly Command[]): Command[][] {
  const parts: Command[][] = []
  let isOpen = false
  for (const command of queue) {
    if (isOpen) parts.at(-1)!.push(command)
    else parts.push([command])
    if (command.name === 'multi') isOpen = true
    if (command.name === 'exec' || command.name === 'discard') isOpen = false
  }
  return parts
}
