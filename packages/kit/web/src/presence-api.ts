import { Router } from 'express'
import { beginStream } from './stream-messages.ts'

const restAfterMs = 2_000

export interface PresenceApi extends Disposable {
  router: Router
}

/**
 * Knows whether a page is there: each holds a response open as long as it is.
 *
 * @param left Hears that for two seconds none has been.
 */
export function createPresenceApi(left: () => void): PresenceApi {
  const router = Router()
  let present = 0
  let resting: NodeJS.Timeout | undefined
  router.get('/', (_request, response) => {
    present++
    clearTimeout(resting)
    beginStream(response)
    response.on('close', () => {
      present--
      if (present === 0) resting = setTimeout(left, restAfterMs)
    })
  })
  return { router, [Symbol.dispose]: () => clearTimeout(resting) }
}
