// Holds answers against an OpenAPI document.
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Parameter, Schema } from './arbitrary-requests.fixture.ts'

interface Described {
  headers?: Record<string, { required?: boolean }>
  content?: Record<string, unknown>
}

export interface Operation {
  line: string
  method: string
  path: string
  role: string | undefined
  parameters: Parameter[]
  schema: Schema | undefined
  responses: Record<string, Described>
}

export interface Document {
  openapi: string
  info: { description: string }
  paths: Record<
    string,
    Record<
      string,
      {
        security?: { token: string[] }[]
        parameters?: Parameter[]
        requestBody?: { content: { 'application/json': { schema: Schema } } }
        responses: Record<string, Described>
      }
    >
  >
}

export const operationsOf = ({ paths }: Document): Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, { security, parameters = [], requestBody, responses }]) => ({
        line: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        role: security?.[0]!.token[0],
        parameters,
        schema: requestBody?.content['application/json'].schema,
        responses,
      }),
    ),
  )

/** Says what an answer has that its document has not. */
export function createCheck(document: Document) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const id = 'https://shop.example/openapi.json'
  ajv.addSchema({ $id: id, ...document })

  function complaint(operation: Operation, reply: Response, text: string): string | undefined {
    const { method, path, responses } = operation
    const { status, headers } = reply
    const described = responses[status]
    if (status >= 500) return 'the service has failed'
    if (described === undefined) return 'no such status'
    for (const [name, { required }] of Object.entries(described.headers ?? {})) {
      if (required && !headers.has(name)) return `no header ${name}`
    }
    const types = Object.keys(described.content ?? {})
    const type = headers.get('content-type')?.replace(/;.*/, '')
    if (type === undefined) return types.length === 0 && text === '' ? undefined : 'no content'
    if (!types.includes(type)) return `content is ${type}`
    if (status >= 400 && type !== 'application/problem+json') return 'no problem document'
    const parts = [
      'paths',
      path,
      method.toLowerCase(),
      'responses',
      status,
      'content',
      type,
      'schema',
    ]
    const pointer = parts.map((part) =>
      encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1')),
    )
    const validate = ajv.getSchema(`${id}#/${pointer.join('/')}`)!
    return validate(JSON.parse(text)) ? undefined : JSON.stringify(validate.errors)
  }

  return (operation: Operation, reply: Response, text: string): string | undefined => {
    const found = complaint(operation, reply, text)
    return found && `${operation.line} ${reply.status}: ${found}: ${text}`
  }
}
