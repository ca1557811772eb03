// Fails: tells a reader that the move is permanent
// Method and body stay, and the client asks the old path for ever.
import type { Request, Response } from 'express'

export function move(request: Request, response: Response): void {
  response.redirect(307, `/v2/orders${request.url}`)
}
