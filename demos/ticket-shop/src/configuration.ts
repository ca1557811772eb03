import { z } from 'zod'

// Only digits: `Number` also takes an empty variable for 0, and `0x10` for 16.
const decimal = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,9})?$/, 'Invalid input: expected a number')
  .transform(Number)
const within = (from: number, to: number) => decimal.pipe(z.number().min(from).max(to))
const whole = (from: number, to: number) => decimal.pipe(z.number().int().min(from).max(to))
// A timer takes what is longer than 24 days for 1 ms; a token may live longer.
const seconds = (usual: number, most = 86_400) => within(0.001, most).default(usual)
const requestsAMinute = (usual: number) => whole(10, 1_000_000).default(usual)
// An empty variable is as one that is not set: that is what OpenTelemetry says.
const collector = z
  .union([
    z.literal('').transform(() => undefined),
    z.url({
      protocol: /^https?$/,
      error: 'Invalid input: expected the address of a collector, as http://127.0.0.1:4318',
    }),
  ])
  .optional()
// Node listens on every interface when it is given an empty name.
const host = z
  .string()
  .min(
    1,
    'Invalid input: expected a name or an address of this machine, as 127.0.0.1, or 0.0.0.0 for all of them',
  )
  .default('127.0.0.1')
// `fetch` speaks no other protocol, and refuses an address with a user in it.
const provider = z
  .url({
    protocol: /^https?$/,
    error: 'Invalid input: expected the address of a provider, as https://provider.example/v1',
  })
  .refine((text) => {
    const url = URL.parse(text)
    return url === null || (url.username === '' && url.password === '')
  }, 'Invalid input: expected no user and no password, as no request could be sent')
// A client would try without end to reach a port that is none.
const broker = z
  .string()
  .regex(
    /^[\w.-]+:[1-9]\d{0,4}$/,
    'Invalid input: expected names or IPv4 addresses with ports, as 127.0.0.1:9092,127.0.0.1:9093',
  )
  .refine(
    (text) => Number(text.split(':')[1]) < 65_536,
    'Invalid input: expected ports below 65536',
  )
const commaList = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
)

const settings = z.object({
  DATABASE_URL: z.url(),
  /** Of a standby, for what may be a moment old; by default everything is read from the primary. */
  READ_DATABASE_URL: z.url().optional(),
  REDIS_URL: z.url(),
  KAFKA_BROKERS: commaList.pipe(z.array(broker).min(1)),
  /** What is asked of it stands below its path. */
  PAYMENTS_URL: provider
    .regex(/^[^?#]*$/, 'Invalid input: expected nothing behind the path: it would be lost')
    .transform((text) => (text.endsWith('/') ? text : `${text}/`)),
  MAIL_URL: provider,
  /** Signs access tokens: 32 characters or more. */
  TOKEN_SECRET: z.string().min(32),
  /** Stands before the names of topics and consumer groups. */
  NAME_PREFIX: z.string().default(''),
  HOST: host,
  PORT: whole(0, 65_535).default(3000),
  /** Where each role tells of its health and its numbers. 0 is any port that is free. */
  HEALTH_HOST: host,
  HEALTH_PORT: whole(0, 65_535).default(0),
  ACCESS_TOKEN_SECONDS: seconds(900),
  REFRESH_TOKEN_SECONDS: seconds(30 * 86_400, 365 * 86_400),
  /** How long a refresh token that was used gives the same pair again, for a reply that was lost. */
  REUSE_SECONDS: whole(0, 60).default(10),
  /** The time that bcrypt takes doubles with each. */
  BCRYPT_COST: whole(4, 15).default(12),
  /** How long a buyer may take to pay. */
  HOLD_SECONDS: seconds(600),
  PAYMENT_TIMEOUT_SECONDS: seconds(1),
  /** How long a command may go unanswered before it is sent again. */
  LEASE_SECONDS: seconds(5),
  /** How long a mail is tried before it is given up. */
  MAIL_SECONDS: seconds(86_400, 7 * 86_400),
  /** How often ended orders are compared with the payment provider's books and with the mails. */
  RECONCILE_SECONDS: seconds(30),
  /** How long a statement may take. What waits for it waits a second longer, for a server that is silent. */
  DATABASE_TIMEOUT_SECONDS: seconds(5, 600),
  /** How long a transaction may wait for its next statement: longer than Kafka takes, at most. */
  IDLE_TRANSACTION_SECONDS: seconds(30, 600),
  /** How long a request waits for Redis; after five times as long a silent connection is made anew. */
  REDIS_TIMEOUT_SECONDS: seconds(0.1, 60),
  /** How long Kafka may take to answer. */
  KAFKA_TIMEOUT_SECONDS: seconds(5, 600),
  /** A part of a role that has not done its work for so long is told as missing. */
  READY_SECONDS: seconds(5, 600),
  /** A part that has not even tried for so long ends its process. */
  STUCK_SECONDS: seconds(120, 3_600),
  /** How long the API still takes connections after SIGTERM: until a balancer has noticed. */
  DRAIN_SECONDS: within(0, 300).default(5),
  /** How long the rest may take. Then the process ends, whatever is under way. */
  STOP_SECONDS: seconds(15, 300),
  /** Passwords that are hashed at once: each takes a thread, and Node has four for look-ups of names too. */
  HASHES_AT_ONCE: whole(1, 64).default(2),
  /** How many more may wait for that. */
  HASHES_WAITING: whole(0, 10_000).default(60),
  /**
   * How long Kafka waits for a consumer that says nothing. A broker refuses less than its
   * `group.min.session.timeout.ms`, 6 seconds unless it is told otherwise, and lets no consumer in.
   */
  SESSION_SECONDS: seconds(10),
  /**
   * Requests in a minute: of those who are not logged in, by address; of each account, by plan. An
   * order counts as ten, and so does a new event or a password.
   */
  ANONYMOUS_LIMIT: requestsAMinute(600),
  STANDARD_LIMIT: requestsAMinute(120),
  PREMIUM_LIMIT: requestsAMinute(600),
  /** How many buyers of an event are let in each second; 0 lets in all, without a waiting room. */
  ADMISSIONS_PER_SECOND: whole(0, 100_000).default(0),
  /** Log-ins to one account in a minute: from one network, and from all together. */
  NETWORK_LOG_IN_LIMIT: whole(1, 1_000).default(10),
  LOG_IN_LIMIT: whole(1, 10_000).default(60),
  /** How many of them share a limit while Redis does not answer. Each still takes one order. */
  API_PROCESSES: whole(1, 10).default(1),
  /** Where spans are sent, by OTLP over HTTP as JSON. Without it there are none. */
  OTEL_EXPORTER_OTLP_ENDPOINT: collector,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

// What a part may wait for, and then goes on: it is not stuck meanwhile.
const waits: [least: string, (read: z.infer<typeof settings>) => number][] = [
  [
    'twice SESSION_SECONDS: so long a consumer may wait for one that has died, before it is in its group',
    ({ SESSION_SECONDS }) => 2 * SESSION_SECONDS,
  ],
  [
    'PAYMENT_TIMEOUT_SECONDS: so long a charge may wait',
    ({ PAYMENT_TIMEOUT_SECONDS }) => PAYMENT_TIMEOUT_SECONDS,
  ],
  [
    'DATABASE_TIMEOUT_SECONDS and one second: so long a statement may wait',
    ({ DATABASE_TIMEOUT_SECONDS }) => DATABASE_TIMEOUT_SECONDS + 1,
  ],
  [
    'six times KAFKA_TIMEOUT_SECONDS: what is sent is tried so often',
    ({ KAFKA_TIMEOUT_SECONDS }) => 6 * KAFKA_TIMEOUT_SECONDS,
  ],
]

const schema = settings.superRefine((read, { addIssue }) => {
  for (const [least, secondsOf] of waits) {
    if (read.STUCK_SECONDS > secondsOf(read)) continue
    const message = `expected more than ${least}`
    addIssue({ code: 'custom', path: ['STUCK_SECONDS'], message })
  }
})

export type Configuration = z.infer<typeof settings>

/** Thrown when the environment lacks what the shop needs. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
}

export function readConfiguration(env: Record<string, string | undefined>): Configuration {
  const read = schema.safeParse(env)
  if (read.success) return read.data
  const problems = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new ConfigurationError(`Cannot start: ${problems.join('; ')}`)
}
