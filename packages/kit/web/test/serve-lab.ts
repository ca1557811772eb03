import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'
import { createWebApp } from '../src/create-web-app.ts'
import type { WebLab } from '../src/web-lab.ts'

export const token = 'the token of this start'

export interface ServedLab extends AsyncDisposable {
  app: Express
  /** Begins to listen. */
  listen(): Promise<void>
  port(): number
  origin(): string
}

/** Serves a lab of the test's own from this process, without a page. */
export function serveLab(lab: WebLab): ServedLab {
  const port = () => (server.address() as AddressInfo).port
  const web = createWebApp(lab, { page: '/nowhere', token, port })
  const server = createServer(web.app)
  return {
    app: web.app,
    port,
    origin: () => `http://127.0.0.1:${port()}`,
    async listen() {
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
    },
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await web[Symbol.asyncDispose]()
    },
  }
}
