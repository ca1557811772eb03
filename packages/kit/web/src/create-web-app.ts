import express from 'express'
import type { Express } from 'express'
import helmet from 'helmet'
import { createApi } from './api.ts'
import { guard } from './guard.ts'
import type { WebLab } from './web-lab.ts'

export interface WebAppOptions {
  /** The folder of the built page. */
  page: string
  /** Without it the API answers nothing. */
  token: string
  /** Where it listens; asked at each request. */
  port: () => number
}

export interface WebApp extends AsyncDisposable {
  app: Express
}

/** Puts together what is answered: the page's files to every user, the API to a page with the token. */
export function createWebApp(lab: WebLab, { page, token, port }: WebAppOptions): WebApp {
  const api = createApi(lab, token)
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  app.use(guard(port))
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
  return { app, [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() }
}
