import { request } from 'node:http'
import { findEngine } from '../src/containers/find-engine.ts'

const engine = await findEngine()

/** Whether tests can start containers; without an engine those that need one are skipped. */
export const hasEngine = engine.state === 'answers'

/** Where servers that the lab starts come from: all places that there are, or the one that is forced. */
export const labSources = (['embedded', 'containers'] as const).filter((source) => {
  const forced = process.env['LAB_SERVERS'] ?? ''
  return forced === '' ? source === 'embedded' || hasEngine : source === forced
})

/** Asks the engine itself, because what the lab believes is what is tested. */
export async function askEngine(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: Buffer,
): Promise<unknown> {
  if (engine.state !== 'answers') throw new Error('Cannot ask the Docker engine: there is none')
  const url = new URL(engine.host)
  const place =
    url.protocol === 'unix:' ? { socketPath: url.pathname } : { host: url.hostname, port: url.port }
  return new Promise((resolve, reject) => {
    const asking = request({ ...place, method, path }, (response) => {
      response
        .setEncoding('utf8')
        .toArray()
        .then((parts: string[]) => {
          const text = parts.join('')
          resolve(text.startsWith('{') || text.startsWith('[') ? parse(text) : text)
        }, reject)
    })
    asking.on('error', reject)
    asking.end(body)
  })
}

// Progress comes as one object a line.
function parse(text: string): unknown {
  const lines = text.trim().split('\n')
  return lines.length === 1 ? JSON.parse(text) : lines.map((line) => JSON.parse(line) as unknown)
}

export interface ListedContainer {
  Id: string
  Image: string
  Names: string[]
  Labels: Record<string, string>
  Ports: { IP?: string; PublicPort?: number }[]
}

export async function listContainers(): Promise<ListedContainer[]> {
  if (!hasEngine) return []
  return (await askEngine('GET', '/containers/json?all=1')) as ListedContainer[]
}

export async function networkNames(): Promise<string[]> {
  if (!hasEngine) return []
  const networks = (await askEngine('GET', '/networks')) as { Name: string }[]
  return networks.map(({ Name }) => Name)
}

export async function containerNames(): Promise<string[]> {
  return (await listContainers()).flatMap(({ Names }) => Names.map((name) => name.slice(1)))
}
