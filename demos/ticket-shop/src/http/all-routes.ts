import { z } from 'zod'
import { accountRoutes } from '../accounts/account-routes.ts'
import { sessionRoutes } from '../accounts/session-routes.ts'
import { eventRoutes } from '../events/event-routes.ts'
import { orderRoutes } from '../orders/order-routes.ts'
import { payoutRoutes } from '../payouts/payout-routes.ts'
import { operatorRoutes } from '../operator/operator-routes.ts'
import { waitingRoomRoutes } from '../waiting-room/waiting-room-routes.ts'
import { healthRoutes } from './report-health.ts'
import { openApi } from './open-api.ts'
import { route } from './route.ts'
import type { Route } from './route.ts'

/** All that the API answers, its own description included. */
export function allRoutes(): Route[] {
  const description = route({
    method: 'get',
    path: '/openapi.json',
    summary: 'Describe this API',
    asker: 'anyone',
    unlimited: true,
    input: {},
    answers: { 200: { description: 'This document', schema: z.looseObject({}) } },
    problems: [],
    handle: async () => ({ status: 200, body: { ...document } }),
  })
  const routes = [
    description,
    ...healthRoutes,
    ...accountRoutes,
    ...sessionRoutes,
    ...eventRoutes,
    ...waitingRoomRoutes,
    ...orderRoutes,
    ...payoutRoutes,
    ...operatorRoutes,
  ]
  const document = openApi(routes)
  return routes
}
