import { createHmac, timingSafeEqual } from 'node:crypto'

/** Makes a cursor that a client can hand back and not change. */
export function signCursor(position: string, secret: string): string {
  return `${Buffer.from(position).toString('base64url')}.${signatureOf(position, secret)}`
}

/** Gives the position of a cursor, or undefined when it was not made with this secret. */
export function readCursor(cursor: string, secret: string): string | undefined {
  const [encoded = '', signature = ''] = cursor.split('.')
  const position = Buffer.from(encoded, 'base64url').toString()
  const [given, right] = [signature, signatureOf(position, secret)].map((text) => Buffer.from(text))
  return given!.length === right!.length && timingSafeEqual(given!, right!) ? position : undefined
}

function signatureOf(position: string, secret: string): string {
  return createHmac('sha256', secret).update(position).digest('base64url')
}
