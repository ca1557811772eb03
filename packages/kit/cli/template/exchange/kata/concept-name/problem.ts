import type { Request, Response } from 'express'

export function move(_request: Request, response: Response): void {
  response.redirect('/v2/orders')
}
