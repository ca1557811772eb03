// Requests for a fuzzer, out of nothing but an OpenAPI document: some that fit it, and some with one
// thing wrong. What the service has answered before comes again.
import fc from 'fast-check'

export interface Schema {
  type?: string
  const?: unknown
  enum?: unknown[]
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
}

export interface Parameter {
  in: 'path' | 'query' | 'header'
  name: string
  required?: boolean
  schema: Schema
}

/** Strings of earlier answers and requests, by the name they had. */
export type Seen = Map<string, string[]>

export function fitting(schema: Schema, name: string, seen: Seen): fc.Arbitrary<unknown> {
  const fresh = fittingFresh(schema, name, seen)
  if (schema.type !== 'string' || schema.enum) return fresh
  const pattern = new RegExp(schema.pattern ?? '', 'u')
  const known = fc.nat().map((index) => {
    const values = [...seen].flatMap(([other, strings]) => (alike(name, other) ? strings : []))
    const fit = values.filter((value) => pattern.test(value))
    return fit[index % fit.length] ?? ''
  })
  return fc.oneof({ weight: 2, arbitrary: known }, fresh)
}

/** `eventId` may be the `id` of something, `cursor` a `nextCursor`. */
function alike(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()]
  return a.endsWith(b) || b.endsWith(a)
}

function fittingFresh(schema: Schema, name: string, seen: Seen): fc.Arbitrary<unknown> {
  const { minLength = 0, maxLength = 50, minimum = -1_000, maximum = 1_000 } = schema
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.type === 'integer') return fc.integer({ min: minimum, max: maximum })
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'array') {
    const { items = {}, minItems = 0, maxItems = 3 } = schema
    return fc.array(fitting(items, name, seen), { minLength: minItems, maxLength: maxItems })
  }
  if (schema.type === 'object') {
    const { properties = {}, required = [] } = schema
    return fc.record(
      Object.fromEntries(
        Object.entries(properties).map(([key, value]) => [key, fitting(value, key, seen)]),
      ),
      { requiredKeys: required },
    )
  }
  if (schema.format === 'email') return fc.stringMatching(/^[a-zA-Z]{1,8}@example\.com$/)
  if (schema.format === 'uuid') return fc.uuid()
  if (schema.format === 'date-time') {
    return fc
      .integer({ min: 1, max: 3_000 })
      .map((days) => new Date(Date.now() + days * 86_400_000).toISOString())
  }
  if (schema.pattern && !/\\u/.test(schema.pattern))
    return fc.stringMatching(new RegExp(schema.pattern))
  return fc.string({ minLength, maxLength, unit: 'grapheme' })
}

const hostileText = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00a',
  '\u202e',
  '0',
  '-1',
  '1e3',
  '9223372036854775807',
  '9223372036854775808',
  '99999999999999999999',
  'null',
  "'; drop table seats; --",
  '{}',
  '../..',
  '%00',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59-23:59',
  '2030-02-30T00:00:00Z',
  'x'.repeat(300),
  'é'.repeat(40),
]

export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...hostileText),
  fc.constantFrom(null, true, false, 0, -1, 1.5, 1e308, -1e308, 2 ** 31, 2 ** 53, -(2 ** 63)),
  fc.constantFrom({}, [], [[]], { a: { b: {} } }, [null], ['\u0000']),
  fc.json().map((text) => JSON.parse(text) as unknown),
  fc.string({ unit: 'binary' }),
)

/** A body that fits, or the same with something wrong somewhere in it. */
export function body(schema: Schema, seen: Seen): fc.Arbitrary<unknown> {
  const fits = fitting(schema, '', seen)
  const spoilt = fc
    .tuple(fits, fc.infiniteStream(fc.nat()), spoiler)
    .map(([value, choices, spoil]) => spoilPart(value, choices, spoil))
  return fc.oneof({ weight: 4, arbitrary: fits }, { weight: 5, arbitrary: spoilt }, hostile)
}

/** What is done to one part: undefined drops it. */
type Spoil = (part: unknown) => unknown

const spoiler: fc.Arbitrary<Spoil> = fc.oneof(
  fc.constant(() => undefined),
  hostile.map((instead) => () => instead),
  fc
    .constantFrom('\u0000', '\ud800', '\udc00', '\n', 'x'.repeat(17_000))
    .map((more) => (part: unknown) => (typeof part === 'string' ? `${part}${more}` : more)),
  fc.tuple(fc.constantFrom(...hostileText), hostile).map(
    ([name, value]) =>
      (part: unknown) =>
        typeof part === 'object' ? { ...part, [name]: value } : { [name]: part },
  ),
)

/** Walks down to some part, and spoils that. */
function spoilPart(value: unknown, choices: Iterator<number>, spoil: Spoil): unknown {
  const choice = choices.next().value as number
  if (typeof value !== 'object' || value === null || choice % 6 === 0) return spoil(value)
  const keys = Object.keys(value)
  const key = keys[choice % keys.length]
  if (key === undefined) return spoil(value)
  const part = spoilPart((value as Record<string, unknown>)[key], choices, spoil)
  if (Array.isArray(value)) return value.with(Number(key), part)
  const { [key as never]: _, ...rest } = value
  return part === undefined ? rest : { ...rest, [key]: part }
}

/** Text of a parameter; undefined leaves it out. */
export function parameter({ in: place, name, required, schema }: Parameter, seen: Seen) {
  const text = fc.oneof(
    { weight: 6, arbitrary: fitting(schema, name, seen) },
    { weight: 1, arbitrary: hostile },
    { weight: required ? 1 : 4, arbitrary: fc.constant(undefined) },
  )
  return text.map((value) => {
    if (value === undefined) return place === 'path' ? 'x' : undefined
    const said = typeof value === 'string' ? value : JSON.stringify(value)
    // What cannot be sent at all is left out: a path needs something, a header visible characters.
    if (place === 'path') return encodeURIComponent(said.toWellFormed()).replace(/^\.{0,2}$/, 'x')
    if (place === 'query') return encodeURIComponent(said.toWellFormed())
    return /^[\t\x20-\x7e\x80-\xff]*$/.test(said) ? said : undefined
  })
}
