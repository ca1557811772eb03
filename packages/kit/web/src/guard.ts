import type { RequestHandler } from 'express'

/**
 * Lets no other site in. One that a browser shows may send requests to this port: by its own name
 * for 127.0.0.1 (then Host is that name), or across origins (then Origin or Sec-Fetch-Site says so).
 */
export function guard(port: () => number): RequestHandler {
  return (request, response, next) => {
    const hosts = [`127.0.0.1:${port()}`, `localhost:${port()}`]
    const { host = '', origin } = request.headers
    if (!hosts.includes(host)) return refuse('Host must be the address that was printed')
    if (origin !== undefined && origin !== `http://${host}`) return refuse('Origin is another site')
    const site = request.headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin' && site !== 'none') {
      return refuse('the request comes from another site')
    }
    next()

    function refuse(why: string): void {
      response.status(403).json({ error: `Cannot answer: ${why}` })
    }
  }
}
