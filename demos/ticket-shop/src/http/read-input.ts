import type { Request } from 'express'
import type { z } from 'zod'
import type { InvalidPart } from './problems.ts'
import type { Input } from './route.ts'

/** A request with thousands of mistakes is told the first ones. */
const most = 10

export interface ReadInput {
  params: unknown
  query: unknown
  headers: unknown
  body: unknown
}

/** Checks all parts of a request by their schemas: gives either what was read, or what is wrong. */
export function readInput(request: Request, schemas: Input): ReadInput | { errors: InvalidPart[] } {
  const errors: InvalidPart[] = []

  function read(part: InvalidPart['in'], schema: z.ZodObject | undefined, value: unknown): unknown {
    if (schema === undefined) return undefined
    const result = schema.safeParse(value)
    if (result.success) return result.data
    errors.push(...result.error.issues.flatMap((issue) => invalidParts(part, issue)))
    return undefined
  }

  const input = {
    params: read('path', schemas.params, request.params),
    query: read('query', schemas.query, request.query),
    headers: read('header', schemas.headers, request.headers),
    body: read('body', schemas.body, request.body),
  }
  return errors.length > 0 ? { errors: errors.slice(0, most) } : input
}

function invalidParts(part: InvalidPart['in'], issue: z.core.$ZodIssue): InvalidPart[] {
  if (issue.code !== 'unrecognized_keys') {
    return [{ in: part, pointer: pointerTo(issue.path), detail: issue.message }]
  }
  return issue.keys.map((key) => ({
    in: part,
    pointer: pointerTo([...issue.path, key]),
    detail: 'Nothing has this name',
  }))
}

/** Writes a JSON pointer as a fragment (RFC 6901, section 6). */
function pointerTo(path: readonly PropertyKey[]): string {
  const tokens = path.map((key) =>
    // Half of a surrogate pair cannot be written in a URL.
    encodeURIComponent(String(key).toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1')),
  )
  return ['#', ...tokens].join('/')
}
