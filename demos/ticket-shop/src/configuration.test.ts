import { describe, expect, it } from 'vitest'
import { ConfigurationError, readConfiguration } from './configuration.ts'

const needed = {
  DATABASE_URL: 'postgres://127.0.0.1/shop',
  REDIS_URL: 'redis://127.0.0.1',
  KAFKA_BROKERS: '127.0.0.1:9092',
  PAYMENTS_URL: 'http://127.0.0.1:1',
  MAIL_URL: 'http://127.0.0.1:2',
  TOKEN_SECRET: 'a secret of 32 characters or more',
}
const numbers = [
  'PORT',
  'HEALTH_PORT',
  'ACCESS_TOKEN_SECONDS',
  'REFRESH_TOKEN_SECONDS',
  'BCRYPT_COST',
  'HOLD_SECONDS',
  'PAYMENT_TIMEOUT_SECONDS',
  'LEASE_SECONDS',
  'SESSION_SECONDS',
  'ANONYMOUS_LIMIT',
  'STANDARD_LIMIT',
  'PREMIUM_LIMIT',
  'API_PROCESSES',
]

describe('readConfiguration', () => {
  it('reads numbers, and takes the usual one for what is not set', () => {
    const read = readConfiguration({ ...needed, PORT: '0', HOLD_SECONDS: '0.5' })
    expect(read).toMatchObject({ PORT: 0, HOLD_SECONDS: 0.5, LEASE_SECONDS: 5, BCRYPT_COST: 12 })
  })

  it.each(numbers)('refuses a %s that is no number, or out of its range', (name) => {
    for (const text of ['', '-1', 'NaN', 'Infinity', '0x10', '1e3', '999999999', '9'.repeat(400)]) {
      expect(() => readConfiguration({ ...needed, [name]: text })).toThrow(ConfigurationError)
    }
  })

  it('refuses to call a consumer stuck that waits for its group', () => {
    const read = () => readConfiguration({ ...needed, SESSION_SECONDS: '10', STUCK_SECONDS: '20' })
    expect(read).toThrow('STUCK_SECONDS: expected more than twice SESSION_SECONDS')
  })

  it('takes the address of a collector, and refuses what is none with the way out', () => {
    const read = (text: string) =>
      readConfiguration({ ...needed, OTEL_EXPORTER_OTLP_ENDPOINT: text })
        .OTEL_EXPORTER_OTLP_ENDPOINT
    expect(read('http://127.0.0.1:4318')).toBe('http://127.0.0.1:4318')
    expect(read(''), 'as if it were not set').toBeUndefined()
    for (const text of ['127.0.0.1:4318', 'grpc://127.0.0.1:4317', 'yes']) {
      expect(() => read(text)).toThrow(
        'OTEL_EXPORTER_OTLP_ENDPOINT: Invalid input: expected the address of a collector, as http://127.0.0.1:4318',
      )
    }
  })
})
