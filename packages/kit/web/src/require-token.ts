import { createHash, timingSafeEqual } from 'node:crypto'
import type { RequestHandler } from 'express'

/**
 * Lets only the page of this start on: another user of this machine may send anything but the token.
 * It compares no path: a router takes `/API/Runs` for `/api/runs`, and a comparison would not.
 */
export function requireToken(token: string): RequestHandler {
  return ({ method, headers }, response, next) => {
    const isReading = method === 'GET' || method === 'HEAD'
    if (!isReading && headers.origin === undefined) {
      response.status(403).json({ error: 'Cannot answer: Origin is missing' })
      return
    }
    const given = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? ''
    if (!timingSafeEqual(digest(given), digest(token))) {
      response.status(401).json({ error: 'Cannot go on: open the address that lab web printed' })
      return
    }
    next()
  }
}

// Of equal length, whatever was sent.
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
