import { describe, expect, it } from 'vitest'
import { startClient } from '../test/start-client.ts'
import { testRuntime } from '../test/test-runtime.ts'

describe('dropVariables', () => {
  it('keeps what the shell says to PostgreSQL from the server, its clients and the keeper', async () => {
    const shell = {
      PGSSLMODE: 'require',
      PGOPTIONS: '-c default_transaction_isolation=serializable',
      PGREPLICATION: 'database',
      PGDATA: '/none',
      LC_ALL: 'xx_XX.none',
    }
    await using runtime = testRuntime()
    await using first = await startClient('postgres', { ...runtime.environment, ...shell })
    expect(first.said).toMatchObject({ isolation: 'read committed' })
    await using next = await startClient('postgres', runtime.environment)
    expect(next.said).toMatchObject({ isolation: 'read committed' })
    expect(runtime.keeperPids()).toHaveLength(1)
  })

  it('keeps what the shell says to Java and kafkajs from the broker and its clients', async () => {
    const shell = {
      // Less than a broker begins with.
      _JAVA_OPTIONS: '-Xmx8m',
      JAVA_TOOL_OPTIONS: '-XX:NoSuchOption',
      JDK_JAVA_OPTIONS: '-XX:NoSuchOption',
      KAFKA_HEAP_OPTS: '-Xmx8m',
      KAFKAJS_LOG_LEVEL: 'debug',
    }
    await using runtime = testRuntime()
    await using client = await startClient('kafka', { ...runtime.environment, ...shell })
    expect(client.said).toMatchObject({ brokers: [expect.stringMatching(/^127\.0\.0\.1:\d+$/)] })
    expect(client.complained()).not.toContain('kafkajs')
  })
})
