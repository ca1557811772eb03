/** What came of one request; `status` is 0 when nothing came. */
export interface ShopAnswer {
  status: number
  ms: number
  body: unknown
}

export interface ShopRequest {
  method?: 'GET' | 'POST'
  path: string
  token?: string
  headers?: Record<string, string>
  body?: unknown
}

/** One request to the shop. It does not throw: also no answer is an answer here. */
export type Ask = (request: ShopRequest) => Promise<ShopAnswer>

/** @param hear Hears every answer. */
export function createAsk(
  url: string,
  hear: (request: ShopRequest, answer: ShopAnswer) => void,
): Ask {
  return async (request) => {
    const answer = await send(url, request)
    hear(request, answer)
    return answer
  }
}

async function send(
  url: string,
  { method = 'GET', path, token, headers, body: sent }: ShopRequest,
): Promise<ShopAnswer> {
  const begin = performance.now()
  const answer = (status: number, body?: unknown): ShopAnswer => ({
    status,
    ms: performance.now() - begin,
    body,
  })
  try {
    const response = await fetch(new URL(path, url), {
      method,
      headers: {
        ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
      signal: AbortSignal.timeout(10_000),
    })
    const text = await response.text()
    return answer(response.status, text === '' ? undefined : JSON.parse(text))
  } catch {
    return answer(0)
  }
}
