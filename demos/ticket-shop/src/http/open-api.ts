import { z } from 'zod'
import { createDocument } from 'zod-openapi'
import type { ZodOpenApiOperationObject, ZodOpenApiResponsesObject } from 'zod-openapi'
import { describeProblem, problemList, problemSchema, statusOf } from './problems.ts'
import type { ProblemKind } from './problems.ts'
import type { Route } from './route.ts'

/** Makes the OpenAPI document of routes, out of the schemas that check their requests. */
export function openApi(routes: readonly Route[]) {
  const paths: Record<string, Partial<Record<Route['method'], ZodOpenApiOperationObject>>> = {}
  for (const route of routes) {
    const path = (paths[route.path.replaceAll(/:(\w+)/g, '{$1}')] ??= {})
    path[route.method] = operation(route)
  }
  return createDocument({
    openapi: '3.1.1',
    info: { title: 'Ticket shop', version: '1.0.0', description: problemList },
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  })
}

function operation(route: Route): ZodOpenApiOperationObject {
  const { summary, asker, input } = route
  const { params, query, headers, body } = input
  return {
    summary,
    // What stands in the list is a role.
    ...(asker === 'anyone' ? {} : { security: [{ token: asker === 'account' ? [] : [asker] }] }),
    requestParams: {
      ...(params && { path: params }),
      ...(query && { query }),
      ...(headers && { header: headers }),
    },
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: body } } },
    }),
    responses: { ...refusals(route), ...answers(route) },
  }
}

function answers(route: Route): ZodOpenApiResponsesObject {
  return Object.fromEntries(
    Object.entries(route.answers).map(([status, { description, type, schema, headers }]) => [
      status,
      {
        description,
        ...(headers && { headers }),
        ...(schema && { content: { [type ?? 'application/json']: { schema } } }),
      },
    ]),
  )
}

function refusals(route: Route): ZodOpenApiResponsesObject {
  const byStatus = Map.groupBy(problemsOf(route), statusOf)
  return {
    ...(route.unlimited ? {} : { 429: tooManyRequests }),
    ...Object.fromEntries(
      [...byStatus].map(([status, kinds]) => [
        status,
        {
          description: kinds.map(describeProblem).join('; '),
          content: { 'application/problem+json': { schema: problemSchema(status, kinds) } },
        },
      ]),
    ),
    ...(byStatus.has(429) && !route.unlimited ? { 429: either(byStatus.get(429)!) } : {}),
  }
}

function problemsOf({ asker, input, path, problems }: Route): ProblemKind[] {
  const { params, query, headers, body } = input
  const kinds: ProblemKind[] = [...new Set([...problems, 'internal-error', 'unavailable'] as const)]
  if (params ?? query ?? headers ?? body) kinds.push('invalid-request')
  if (body || path.includes(':')) kinds.push('malformed-request')
  if (body) kinds.push('body-too-large', 'unsupported-media-type')
  if (asker !== 'anyone') kinds.push('not-logged-in')
  if (asker !== 'anyone' && asker !== 'account') kinds.push('wrong-role')
  return kinds
}

const quotaExceeded = z.object({
  type: z.literal('https://iana.org/assignments/http-problem-types#quota-exceeded'),
  title: z.string(),
  status: z.literal(429),
  instance: z.string(),
  'violated-policies': z.array(z.string()),
})

const tooManyRequests = {
  description: 'quota-exceeded: Too many requests',
  content: { 'application/problem+json': { schema: quotaExceeded } },
}

/** The limiter's refusal, or one of the route's own. */
const either = (kinds: readonly ProblemKind[]) => ({
  description: [tooManyRequests.description, ...kinds.map(describeProblem)].join('; '),
  content: {
    'application/problem+json': { schema: z.union([quotaExceeded, problemSchema(429, kinds)]) },
  },
})
