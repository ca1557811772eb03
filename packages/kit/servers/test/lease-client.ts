// Run as a process: leases a service, says what it got, and holds it until it is killed.
import type { LeasedService } from './start-client.ts'

const service = process.argv[2] as LeasedService

try {
  console.log(JSON.stringify(await lease()))
  setInterval(() => {}, 60_000)
} catch (error) {
  const { name, message } = error as Error
  console.log(JSON.stringify({ name, message }))
}

async function lease(): Promise<object> {
  switch (service) {
    case 'postgres': {
      const { url, server, pool } = await (await import('../src/postgres/postgres.ts')).postgres()
      const { rows } = await pool().query<{ default_transaction_isolation: string }>(
        'show default_transaction_isolation',
      )
      return { url, server, isolation: rows[0]?.default_transaction_isolation }
    }
    case 'redis': {
      const { url, server } = await (await import('../src/redis/redis.ts')).redis()
      return { url, server }
    }
    case 'dedicated postgres': {
      const { url, server } = await (
        await import('../src/postgres/dedicated-postgres.ts')
      ).dedicatedPostgres()
      return { url, server }
    }
    case 'dedicated standby': {
      const { dedicatedPostgres } = await import('../src/postgres/dedicated-postgres.ts')
      const { url, standby, server } = await dedicatedPostgres({ standby: true })
      return { url, standbyUrl: standby.url, server }
    }
    case 'dedicated brokers': {
      const { dedicatedKafka } = await import('../src/kafka/dedicated-kafka.ts')
      const { brokers, server } = await dedicatedKafka({ brokers: 3 })
      return { brokers, server }
    }
    case 'browser': {
      const { url, server } = await (await import('../src/browser/browser.ts')).browser()
      return { url, server }
    }
    case 'kafka': {
      const { brokers, server, topic } = await (await import('../src/kafka/kafka.ts')).kafka()
      await topic('asked')
      return { brokers, server }
    }
  }
}
