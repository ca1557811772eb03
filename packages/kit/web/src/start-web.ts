import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import helmet from 'helmet'
import { createApi } from './api.ts'
import { buildPage } from './build-page.ts'
import { guard } from './guard.ts'
import type { WebLab } from './web-lab.ts'

export interface WebOptions {
  /** Default: a free one. */
  port?: number
  /** Hears about long work. */
  onProgress?: (text: string) => void
}

export interface Web extends AsyncDisposable {
  /** With the token of this start: whoever has it may run things. */
  url: string
}

/**
 * Serves the page on loopback.
 *
 * @throws {Error} EADDRINUSE if the port is taken.
 */
export async function startWeb(lab: WebLab, options: WebOptions = {}): Promise<Web> {
  const page = await buildPage(options.onProgress)
  const token = randomBytes(18).toString('base64url')
  const api = createApi(lab)
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  app.use(guard(() => port, token))
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          'default-src': ["'none'"],
          'script-src': ["'self'"],
          'style-src': ["'self'"],
          'img-src': ["'self'", 'data:'],
          'font-src': ["'self'"],
          'connect-src': ["'self'"],
          'base-uri': ["'none'"],
          'form-action': ["'none'"],
          'frame-ancestors': ["'none'"],
        },
      },
      // Loopback has no TLS.
      strictTransportSecurity: false,
    }),
  )
  app.use('/api', api.router)
  app.use('/assets', express.static(`${page}/assets`, { immutable: true, maxAge: '1y' }))
  app.use(
    express.static(page, {
      cacheControl: false,
      setHeaders: (response) => void response.setHeader('cache-control', 'no-store'),
    }),
  )
  const server = createServer(app)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/#key=${token}`,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      await api[Symbol.asyncDispose]()
    },
  }
}
