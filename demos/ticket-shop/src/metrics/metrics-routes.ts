import { collectDefaultMetrics, Registry } from 'prom-client'
import { z } from 'zod'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import type { Shop } from '../shop.ts'
import { readBacklog } from './read-backlog.ts'

/** Once for a process: Node's own numbers are collected from here on. */
export function metricsRoutes({ metrics: { registry } }: Pick<Shop, 'metrics'>): Route[] {
  collectDefaultMetrics({ register: registry })
  return [
    route({
      method: 'get',
      path: '/metrics',
      summary: 'Tell the numbers of this process, and what waits in the database',
      asker: 'anyone',
      unlimited: true,
      input: {},
      answers: {
        200: {
          description: 'In the text format of Prometheus',
          type: Registry.PROMETHEUS_CONTENT_TYPE,
          schema: z.string(),
        },
      },
      problems: [],
      async handle({ shop }) {
        const all = Registry.merge([registry, await readBacklog(shop)])
        return { status: 200, body: await all.metrics() }
      },
    }),
  ]
}
