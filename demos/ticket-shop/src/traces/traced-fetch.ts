import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
} from '@opentelemetry/semantic-conventions'
import { inSpan, isTraced, traceHeaders } from './spans.ts'

interface Sent extends RequestInit {
  method: string
  headers?: Record<string, string>
}

/**
 * Asks another service, and tells it the trace that this belongs to, if there is one.
 *
 * @param template The path without ids, as `/charges/{orderId}`.
 */
export function tracedFetch(template: string, url: URL, init: Sent): Promise<Response> {
  if (!isTraced()) return fetch(url, init)
  const attributes = {
    [ATTR_HTTP_REQUEST_METHOD]: init.method,
    [ATTR_SERVER_ADDRESS]: url.hostname,
    [ATTR_SERVER_PORT]: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
    'url.template': template,
  }
  const options = { kind: SpanKind.CLIENT, attributes }
  return inSpan(`${init.method} ${template}`, options, async (span) => {
    const headers = { ...init.headers, ...traceHeaders() }
    const response = await fetch(url, { ...init, headers })
    const { status } = response
    span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, status)
    if (status >= 400) {
      span.setAttribute(ATTR_ERROR_TYPE, String(status)).setStatus({ code: SpanStatusCode.ERROR })
    }
    return response
  })
}
