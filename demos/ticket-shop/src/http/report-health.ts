import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { route } from './route.ts'
import type { Route } from './route.ts'

/** A probe gives up soon. */
const boundMs = 2_000

const readiness = z.object({
  ready: z.boolean(),
  draining: z.boolean(),
  postgres: z.boolean(),
  redis: z.boolean(),
  kafka: z.boolean(),
})

/** Orders need PostgreSQL only. The state of the others is told, and does not make the process unready. */
export function healthRoutes(isDraining: () => boolean): Route[] {
  return [
    route({
      method: 'get',
      path: '/health/live',
      summary: 'Say that this process answers',
      asker: 'anyone',
      unlimited: true,
      input: {},
      answers: { 200: { description: 'It does', schema: z.object({ live: z.boolean() }) } },
      problems: [],
      handle: async () => ({ status: 200, body: { live: true } }),
    }),
    route({
      method: 'get',
      path: '/health/ready',
      summary: 'Say whether requests should come here',
      asker: 'anyone',
      unlimited: true,
      input: {},
      answers: {
        200: { description: 'They should', schema: readiness },
        503: { description: 'They should not, now', schema: readiness },
      },
      problems: [],
      async handle({ shop }) {
        const [postgres, redis, kafka] = await Promise.all([
          answers(shop.pool.query('select 1')),
          answers(shop.redis.ping()),
          answers(Promise.any(shop.configuration.KAFKA_BROKERS.map(reach))),
        ])
        const draining = isDraining()
        const ready = postgres && !draining
        return { status: ready ? 200 : 503, body: { ready, draining, postgres, redis, kafka } }
      },
    }),
  ]
}

async function answers(asked: Promise<unknown>): Promise<boolean> {
  const timer = new AbortController()
  try {
    return await Promise.race([
      asked.then(
        () => true,
        () => false,
      ),
      wait(boundMs, false, { signal: timer.signal, ref: false }),
    ])
  } finally {
    timer.abort()
  }
}

/** A broker that takes connections. This process has no other business with Kafka. */
async function reach(broker: string): Promise<void> {
  const { hostname, port } = new URL(`kafka://${broker}`)
  const socket = connect({ host: hostname, port: Number(port), timeout: boundMs })
  try {
    socket.once('timeout', () => socket.destroy(new Error('No answer')))
    await once(socket, 'connect')
  } finally {
    socket.destroy()
  }
}
