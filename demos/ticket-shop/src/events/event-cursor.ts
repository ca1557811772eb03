import { z } from 'zod'
import { id } from '../http/id.ts'
import { parseJson } from '../parse-json.ts'

// PostgreSQL has no year 0.
const startsAt = z.iso.datetime({ precision: 6 }).regex(/^(?!0000)/)

/** The place of an event in the list. PostgreSQL has microseconds, which a Date would lose. */
const place = z.strictObject({ startsAt, id })

export type Place = z.infer<typeof place>

export const writeCursor = ({ startsAt, id: event }: Place): string =>
  Buffer.from(JSON.stringify({ startsAt, id: event })).toString('base64url')

/** Takes only what this API has written: a client that builds cursors will break some day. */
export const cursor = z
  .string()
  .max(200)
  .transform((text, context) => {
    const read = place.safeParse(parseJson(Buffer.from(text, 'base64url').toString()))
    if (read.success && writeCursor(read.data) === text) return read.data
    context.addIssue('Must be a nextCursor of this list')
    return z.NEVER
  })
