import { z } from 'zod'
import { accountRoutes } from '../accounts/account-routes.ts'
import { sessionRoutes } from '../accounts/session-routes.ts'
import { eventRoutes } from '../events/event-routes.ts'
import { orderRoutes } from '../orders/order-routes.ts'
import { payoutRoutes } from '../payouts/payout-routes.ts'
import { operatorRoutes } from '../operator/operator-routes.ts'
import { waitingRoomRoutes } from '../waiting-room/waiting-room-routes.ts'
import { parseJson } from '../parse-json.ts'
import { healthRoutes } from './report-health.ts'
import { openApi } from './open-api.ts'
import { route } from './route.ts'
import type { Route } from './route.ts'

const textOfObject = z.string().transform(parseJson).pipe(z.looseObject({}))

/** All that the API answers, its own description included. */
export function allRoutes(): Route[] {
  const description = route({
    method: 'get',
    path: '/openapi.json',
    summary: 'Describe this API',
    asker: 'anyone',
    unlimited: true,
    input: {},
    answers: {
      200: { description: 'This document', type: 'application/json', schema: textOfObject },
    },
    problems: [],
    handle: async () => ({ status: 200, body: text }),
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
  // Written once: no limit counts how often it is asked for.
  const text: string = JSON.stringify(openApi(routes))
  return routes
}
