import { createServer } from 'node:http'
import { serveOnLoopback } from '@lab/wire/serve-on-loopback'
import { describe, expect, it } from 'vitest'
import { ConfigurationError } from '../configuration.ts'
import { listen } from './listen.ts'

const names = { host: 'HOST', port: 'PORT' }

describe('listen', () => {
  it('names the variables when another process has the port', async () => {
    await using other = await serveOnLoopback((_request, response) => void response.end())
    const port = Number(new URL(other.url).port)
    const listening = listen(createServer(), { host: '127.0.0.1', port, names })
    await expect(listening).rejects.toThrow(
      new ConfigurationError(
        `Cannot start: HOST=127.0.0.1 and PORT=${port} must be free and of this machine, received EADDRINUSE`,
      ),
    )
  })

  it('names them when the host is of another machine', async () => {
    const listening = listen(createServer(), { host: '192.0.2.1', port: 0, names })
    await expect(listening).rejects.toThrow('HOST=192.0.2.1 and PORT=0 must be free')
  })
})
