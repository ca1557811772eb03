import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { listenForNothing } from '../../test/listen-for-nothing.ts'

const run = promisify(execFile)
const program = fileURLToPath(new URL('../../test/lease-client.ts', import.meta.url))

describe('a server of the caller that takes a connection and says nothing', () => {
  it('is given up after 5 seconds, with what was asked, and keeps no process alive', async () => {
    await using silent = await listenForNothing()
    const place = `127.0.0.1:${silent.port}`
    const env = {
      ...process.env,
      LAB_SERVERS: '',
      DATABASE_URL: `postgres://lab@${place}/postgres`,
      REDIS_URL: `redis://${place}`,
      KAFKA_BROKERS: place,
    }
    // Each is to end by itself.
    const said = ['postgres', 'redis', 'kafka'].map(async (service) => {
      const { stdout } = await run(process.execPath, [program, service], { env, timeout: 15_000 })
      return (JSON.parse(stdout) as Error).message.split('\n')[0]
    })
    expect(await Promise.all(said)).toEqual([
      `Cannot use PostgreSQL at ${place}: it has not answered a login within 5 seconds`,
      `Cannot use Redis at ${place}: it has not answered a login and INFO within 5 seconds; perhaps it wants TLS`,
      `Cannot reach Kafka at ${place}: it has not answered ApiVersions within 5 seconds`,
    ])
  })
})
