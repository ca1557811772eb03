import type { HoldSeats } from '@lab/skip-locked'
import type { IsolationLevel } from '@lab/servers/in-transaction'
import type { RequestHandler } from 'express'
import type { Redis } from 'ioredis'
import type { Kafka } from 'kafkajs'
import type { EventProducer } from './kafka/open-producer.ts'
import type { Pool, PoolClient } from 'pg'
import type { Logger } from 'pino'
import type { Configuration } from './configuration.ts'
import type { CompleteEvents } from './events/event.ts'
import type { Health } from './health/create-health.ts'
import type { Metrics } from './metrics/create-metrics.ts'
import type { GuardProvider, Payments } from './payments/payments.ts'
import type { Standby } from './open-standby.ts'
import type { WaitingRoom } from './waiting-room/turn.ts'
import type { HashQueue } from './accounts/queue-hashes.ts'

/** What every part of the service works with. Its state is in these servers, and nowhere else. */
export interface Shop extends AsyncDisposable {
  configuration: Configuration
  ways: Ways
  pool: Pool
  /** A standby when there is one. */
  standby: Standby | undefined
  /** Reads from that standby, else from the primary: what is read may be a moment old. */
  read: Standby['read']
  redis: Redis
  kafka: Kafka
  /** What a topic or group is called on these servers. */
  name(name: string): string
  log: Logger
  /** In front of each sale, when there is one. */
  waitingRoom: WaitingRoom | undefined
  /** What this process has done lately. */
  health: Health
  /** Where passwords wait until they are hashed. */
  hashes: HashQueue
  metrics: Metrics
}

/** How the shop does what its promises rest on. `usual-ways.ts` has what it runs with. */
export interface Ways {
  /** Whether a key is new. One that is not has its request's answer beside it. */
  claimKey(client: PoolClient, request: KeyedRequest): Promise<boolean>
  holdSeats: HoldSeats
  /** Goes on with an order, up to where it has to wait for another service. */
  advance(shop: Shop, means: Means, orderId: string): Promise<void>
  /** Hears that the tickets of an order are issued. */
  hearIssued(shop: Shop, means: Means, orderId: string): Promise<void>
  issueTickets(shop: Shop, orderId: string): Promise<void>
  /** Which orders get tickets. That one is charged is known from the log, where there is one. */
  ticketsFor: 'charged' | 'pending'
  guardProvider: GuardProvider
  limitRequests(shop: Shop): RequestHandler
  /** For what comes with an email and a password, beyond that. */
  limitLogIns(shop: Shop): RequestHandler[]
  completeEvents: CompleteEvents
  salesLevel: IsolationLevel
  payoutLevel: IsolationLevel
}

export interface KeyedRequest {
  buyerId: string
  key: string
  hash: Buffer
  /** Of the order that is made when the key is new. */
  orderId: string
}

/** What an orchestrator works with. */
export interface Means {
  payments: Payments
  producer: EventProducer
}
