import { describe, expect, it } from 'vitest'
import { listeningSockets } from '../../test/listening-sockets.ts'
import { startClient } from '../../test/start-client.ts'
import { testRuntime } from '../../test/test-runtime.ts'
import { cacheFolder } from './cache-folder.ts'
import { listProcesses } from './list-processes.ts'

describe('embedded servers', () => {
  // Where else a process listens is read from the tables of a Linux kernel.
  it.skipIf(process.platform !== 'linux')('listen on loopback, and nowhere else', async () => {
    await using runtime = testRuntime()
    await using _database = await startClient('postgres', runtime.environment)
    await using _keySpace = await startClient('redis', runtime.environment)
    await using _bus = await startClient('kafka', runtime.environment)
    const found = (['postgres', 'redis', 'kafka'] as const).map((service) =>
      listeningSockets(runtime.serverPid(service)),
    )
    expect(found).toEqual([
      { loopback: 1, others: [] },
      { loopback: 1, others: [] },
      { loopback: 2, others: [] },
    ])
  })

  it('let Kafka unpack the machine code of its libraries in the cache folder', async () => {
    await using runtime = testRuntime()
    await using _bus = await startClient('kafka', runtime.environment)
    const pid = runtime.serverPid('kafka')
    const broker = (await listProcesses()).find((one) => one.pid === pid)
    expect(broker?.command).toContain(`-Djava.io.tmpdir=${cacheFolder('kafka', 'unpacked')}`)
  })
})
