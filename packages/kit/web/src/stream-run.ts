import type { Response } from 'express'
import type { RunMessage } from './protocol.ts'

export type SendMessage = (message: RunMessage) => Promise<void>

/** Sends the messages of one run as server-sent events; the first one begins the stream. */
export function streamRun(response: Response): SendMessage {
  return async (message) => {
    if (response.destroyed) return
    if (!response.headersSent) beginStream(response)
    if (response.write(`data: ${JSON.stringify(message)}\n\n`)) return
    await new Promise<void>((resolve) => {
      response.once('drain', resolve)
      response.once('close', resolve)
    })
  }
}

export function beginStream(response: Response): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.flushHeaders()
}
