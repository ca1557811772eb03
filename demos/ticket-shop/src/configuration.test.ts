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

  it('takes brokers with their ports alone', () => {
    const read = (text: string) =>
      readConfiguration({ ...needed, KAFKA_BROKERS: text }).KAFKA_BROKERS
    expect(read('kafka-1.example:9092, b:9093,')).toEqual(['kafka-1.example:9092', 'b:9093'])
    // kafkajs reads no address in brackets.
    for (const text of ['', 'localhost', 'a:abc', 'a:99999', 'a:0', 'a:1,b', '[::1]:9092'])
      expect(() => read(text)).toThrow('KAFKA_BROKERS')
  })

  it.each(['HOST', 'HEALTH_HOST'])('refuses an empty %s: it would be every interface', (name) => {
    expect(() => readConfiguration({ ...needed, [name]: '' })).toThrow(
      `${name}: Invalid input: expected a name or an address of this machine, as 127.0.0.1, or 0.0.0.0 for all of them`,
    )
  })

  it.each(['PAYMENTS_URL', 'MAIL_URL'])('refuses a %s that no request could be sent to', (name) => {
    for (const text of ['', 'payments', 'ftp://127.0.0.1', 'localhost:8080']) {
      expect(() => readConfiguration({ ...needed, [name]: text })).toThrow(
        `${name}: Invalid input: expected the address of a provider, as https://provider.example/v1`,
      )
    }
    for (const text of ['https://me:secret@127.0.0.1', 'https://me@127.0.0.1']) {
      const read = () => readConfiguration({ ...needed, [name]: text })
      expect(read).toThrow(`${name}: Invalid input: expected no user and no password`)
      expect(read).not.toThrow('secret')
    }
  })

  it.each(['?key=1', '#a'])('refuses a PAYMENTS_URL with %s: it would be lost', (end) => {
    expect(() =>
      readConfiguration({ ...needed, PAYMENTS_URL: `https://127.0.0.1/v1${end}` }),
    ).toThrow('PAYMENTS_URL: Invalid input: expected nothing behind the path')
  })

  it.each([
    ['PAYMENT_TIMEOUT_SECONDS', '60', 'PAYMENT_TIMEOUT_SECONDS'],
    ['DATABASE_TIMEOUT_SECONDS', '59', 'DATABASE_TIMEOUT_SECONDS and one second'],
    ['KAFKA_TIMEOUT_SECONDS', '10', 'six times KAFKA_TIMEOUT_SECONDS'],
  ])('refuses to call a part stuck that waits for %s', (name, text, least) => {
    const read = (value: string) => () =>
      readConfiguration({ ...needed, STUCK_SECONDS: '60', [name]: value })
    expect(read(text)).toThrow(`STUCK_SECONDS: expected more than ${least}`)
    expect(read(String(Number(text) - 0.1))).not.toThrow()
  })
})
