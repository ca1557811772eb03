import { createHash, timingSafeEqual } from 'node:crypto'
import type { RequestHandler } from 'express'

/**
 * Lets only the page of this start in. Another site that a browser shows may send requests to this
 * port: by its own name for 127.0.0.1 (then Host is that name), or across origins (then Origin or
 * Sec-Fetch-Site says so); and another user of this machine may send anything but the token.
 */
export function guard(port: () => number, token: string): RequestHandler {
  return (request, response, next) => {
    const hosts = [`127.0.0.1:${port()}`, `localhost:${port()}`]
    const { host = '', origin } = request.headers
    if (!hosts.includes(host)) return refuse('Host must be the address that was printed')
    if (origin !== undefined && origin !== `http://${host}`) return refuse('Origin is another site')
    const site = request.headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin' && site !== 'none') {
      return refuse('the request comes from another site')
    }
    if (!request.path.startsWith('/api/')) return next()
    if (request.method === 'POST' && origin === undefined) return refuse('Origin is missing')
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    if (!timingSafeEqual(digest(given), digest(token))) {
      response.status(401).json({ error: 'Cannot go on: open the address that lab web printed' })
      return
    }
    next()

    function refuse(why: string): void {
      response.status(403).json({ error: `Cannot answer: ${why}` })
    }
  }
}

// Of equal length, whatever was sent.
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
