import type { Response } from 'express'

/** Sends messages as server-sent events; the first one begins the stream. */
export function streamMessages<Message>(response: Response): (message: Message) => Promise<void> {
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

/** Aborts when the page has gone. */
export function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController()
  response.on('close', () => gone.abort(new Error('The page has gone')))
  return gone.signal
}
