import type { IncomingMessage, ServerResponse } from 'node:http'
import { ROOT_CONTEXT, context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Link } from '@opentelemetry/api'
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_HTTP_ROUTE,
} from '@opentelemetry/semantic-conventions'
import { contextOf, tracer } from './spans.ts'

const methods = new Set(['GET', 'HEAD', 'POST'])

/**
 * Begins a trace with each request, named by its route: a path holds ids. A caller's own trace is only
 * linked: a stranger must not choose in which trace our work stands, nor that it stands in none.
 */
export function traceRequest(
  request: IncomingMessage,
  response: ServerResponse,
  answer: () => void,
): void {
  // Probes come all the time.
  if (request.url!.startsWith('/health/')) return answer()
  const method = methods.has(request.method!) ? request.method! : 'HTTP'
  const span = tracer().startSpan(
    method,
    {
      kind: SpanKind.SERVER,
      attributes: { [ATTR_HTTP_REQUEST_METHOD]: method === 'HTTP' ? '_OTHER' : method },
      links: linksTo(request.headers['traceparent']),
    },
    ROOT_CONTEXT,
  )
  if (!span.isRecording()) return answer()
  response.once('close', () => {
    // As Express has it, where a route was found.
    const { route } = (response as { locals?: { route?: string } }).locals ?? {}
    if (route !== undefined)
      span.updateName(`${method} ${route}`).setAttribute(ATTR_HTTP_ROUTE, route)
    const { statusCode, writableFinished } = response
    // Of a client that has left there is none.
    if (writableFinished) span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, statusCode)
    if (statusCode >= 500) {
      span.setAttribute(ATTR_ERROR_TYPE, String(statusCode))
      span.setStatus({ code: SpanStatusCode.ERROR })
    }
    span.end()
  })
  context.with(trace.setSpan(ROOT_CONTEXT, span), answer)
}

function linksTo(header: string | string[] | undefined): Link[] {
  const given = typeof header === 'string' ? trace.getSpanContext(contextOf(header)) : undefined
  return given === undefined ? [] : [{ context: given }]
}
