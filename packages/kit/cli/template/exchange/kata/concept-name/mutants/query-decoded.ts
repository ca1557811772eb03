// Fails: keeps the query as it was sent
// A query that is decoded once and then sent is another one: a%20b has become a+b.
import type { Request, Response } from 'express'

export function move(request: Request, response: Response): void {
  const query = new URLSearchParams(request.query as Record<string, string>).toString()
  response.redirect(308, `/v2/orders${request.path}${query === '' ? '' : `?${query}`}`)
}
