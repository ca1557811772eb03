import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { services } from './services.ts'

const source = import.meta.dirname
const files = globSync('**/*.{ts,sh}', { cwd: source, exclude: ['**/*.test.ts'] })

describe('a service', () => {
  it('has no line in what serves all of them, but in examples of a comment', () => {
    const rooms = /^(containers|control|keeper|keeper-client|machine|sources)\//
    const words = new RegExp(services.flatMap(({ id, name }) => [id, name]).join('|'), 'i')
    const lines = files
      .filter((file) => rooms.test(file))
      .flatMap((file) => read(file).split('\n'))
      .filter((line) => !/^\s*(\/\/|\/?\*)/.test(line))
    expect(lines.filter((line) => words.test(line))).toEqual([])
  })

  it('is imported by no other service, and by nothing below it', () => {
    const folders = services.map(({ module }) => new URL('.', module).pathname.split('/').at(-2)!)
    const users = files.flatMap((file) =>
      importsOf(file)
        .map((imported) => imported.split('/')[0] ?? '')
        .filter((folder) => folders.includes(folder) && !file.startsWith(`${folder}/`))
        .map(() => file),
    )
    expect([...new Set(users)].toSorted()).toEqual(['index.ts', 'services.ts'])
  })
})

describe('a lease of PostgreSQL', () => {
  it('loads its client and no other', () => {
    const program = fileURLToPath(new URL('../test/loaded-clients.ts', import.meta.url))
    const env = { ...process.env, LAB_SERVERS: 'embedded' }
    const said = execFileSync(process.execPath, [program], { env, encoding: 'utf8' })
    expect(JSON.parse(said)).toEqual({ services: services.length, found: ['pg'] })
  })
})

describe('an import', () => {
  it('never leads back to the file that it is in', () => {
    const circles = files.filter((file) => reachableFrom(importsOf(file)).has(file))
    expect(circles).toEqual([])
  })
})

function reachableFrom(start: string[]): Set<string> {
  const reached = new Set(start)
  for (const file of reached) for (const next of importsOf(file)) reached.add(next)
  return reached
}

/** Also those of types, and those that come later. */
function importsOf(file: string): string[] {
  if (!file.endsWith('.ts')) return []
  return [...read(file).matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, to = '']) =>
    normalize(join(dirname(file), to)),
  )
}

const texts = new Map<string, string>()

function read(file: string): string {
  const text = texts.get(file) ?? readFileSync(join(source, file), 'utf8')
  texts.set(file, text)
  return text
}
