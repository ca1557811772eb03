import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buildPage } from './build-page.ts'
import { createWebApp } from './create-web-app.ts'
import type { WebLab } from './web-lab.ts'

export interface WebOptions {
  /** Default: a free one. */
  port?: number
  /** Hears about long work. */
  onProgress?: (text: string) => void
}

export interface Web extends AsyncDisposable {
  /** With the token of this start: a page that has it may run things. */
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
  const web = createWebApp(lab, { page, token, port: () => port })
  const server = createServer(web.app)
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
      await web[Symbol.asyncDispose]()
    },
  }
}
