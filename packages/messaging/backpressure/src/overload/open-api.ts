import { serveOnLoopback } from '@lab/wire/serve-on-loopback'
import type { LoopbackServer } from '@lab/wire/serve-on-loopback'
import express from 'express'
import { shedAbove } from './shed-above.ts'

export interface Api extends LoopbackServer {
  /** Waits until so many requests are being worked on at once. */
  working(requests: number): Promise<void>
  /** Answers the one that waits longest, if one does. */
  finishOne(): void
}

/** Starts an Express application whose requests take until they are told to end. */
export async function openApi(limit: number): Promise<Api> {
  const held: (() => void)[] = []
  const awaited: { requests: number; resolve: () => void }[] = []
  const look = () => {
    for (const { requests, resolve } of awaited) if (held.length === requests) resolve()
  }
  const app = express()
  app.use(shedAbove(limit, { retryAfterSeconds: 1 }))
  app.get('/report', (_request, response) => {
    const finish = () => void response.json('done')
    held.push(finish)
    // When it has its answer, or its client goes away.
    response.once('close', () => {
      held.splice(held.indexOf(finish), 1)
      look()
    })
    look()
  })
  return {
    ...(await serveOnLoopback(app)),
    working(requests) {
      const { promise, resolve } = Promise.withResolvers<void>()
      awaited.push({ requests, resolve })
      look()
      return promise
    },
    finishOne: () => held[0]?.(),
  }
}
