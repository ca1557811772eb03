import type { Browser as PlaywrightBrowser } from 'playwright-core'
import { once } from '../once.ts'
import type { OnProgress, Server } from '../server.ts'
import { startDedicated } from '../sources/start-dedicated.ts'
import { definition } from './definition.ts'
import { loadChromium } from './load-chromium.ts'

export interface BrowserOptions {
  /** Hears about long work; by default it goes to standard error after one second. */
  onProgress?: OnProgress
}

export interface Browser extends AsyncDisposable {
  /** Where Playwright's `chromium.connect` finds it, also from another process; the path is a secret. */
  readonly url: string
  readonly server: Server
  /** Connects Playwright to it; the connection ends with this browser at the latest. */
  client(): Promise<PlaywrightBrowser>
}

/**
 * Starts a Chromium without a window for this caller. Every name and every address leads it to
 * 127.0.0.1, so that a page of `http://bank.example:8080` comes from this machine, and nothing
 * leaves it.
 * @param options Who hears about long work.
 * @returns The browser; disposing it, or the end of this process, ends it and removes its profile.
 * @throws {ServerUnavailableError} If Chromium or Playwright is not installed here.
 */
export async function browser(options: BrowserOptions = {}): Promise<Browser> {
  const started = await startDedicated(definition, {}, options.onProgress)
  const [url = ''] = started.addresses
  const clients = new Set<PlaywrightBrowser>()
  return {
    url,
    server: started.server,
    async client() {
      const chromium = await loadChromium()
      const client = await chromium.connect(url)
      clients.add(client)
      client.once('disconnected', () => clients.delete(client))
      return client
    },
    [Symbol.asyncDispose]: once(async () => {
      await Promise.allSettled([...clients].map((client) => client.close()))
      await started.remove()
    }),
  }
}
