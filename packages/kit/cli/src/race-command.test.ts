import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { postgres } from '@lab/servers/postgres'
import type { StageEvent } from '@lab/stage'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lab, startLab } from './lab-process.fixture.ts'

// A folder of its own, outside of the workspace: nothing is installed beside the files.
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-race-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, source: string): string {
  const path = join(folder, name)
  writeFileSync(path, source)
  return path
}

const inMemory = `
import { conduct, turn } from '@lab/conductor'
let n = 0
const add = async (): Promise<void> => {
  await turn('look')
  const seen = n
  await turn('write')
  n = seen + 1
}
const race = (actors: Record<string, () => Promise<void>>) =>
  conduct({
    setup: async () => void (n = 0),
    actors,
    invariant: async () => (n === Object.keys(actors).length ? undefined : 'counted ' + n),
  })
`

const twoAdd = `${inMemory}
export const alone = race({ carol: add })
export const twoAdd = race({ alice: add, bob: add })
`

const stalls = `
import { conduct } from '@lab/conductor'
export const race = conduct({ stallMs: 100, actors: { a: () => new Promise(() => {}) } })`

const onPostgres = `
import { conduct, watch } from '@lab/conductor'
export async function races({ postgres }) {
  const db = await postgres({ schema: 'create table counters (n int not null)' })
  const plain = db.pool()
  const pool = watch(db.pool())
  const add = async () => void (await pool.query('update counters set n = n + 1'))
  return {
    atomic: conduct({
      setup: () => plain.query('delete from counters; insert into counters values (0)'),
      actors: { alice: add, bob: add },
      invariant: async () => {
        const { rows } = await plain.query('select n from counters')
        return rows[0].n === 2 ? undefined : 'counted ' + rows[0].n
      },
      observe: async () => (await plain.query('select n from counters')).rows,
    }),
  }
}`

describe('lab race', () => {
  it('ends with 1 when a race breaks, and draws the simplest order that does', async () => {
    const { code, stdout, stderr } = await lab(['race', file('two-add.ts', twoAdd)])
    expect([code, stderr]).toEqual([1, ''])
    expect(stdout).toContain('✓ HOLDS, as claimed · alone')
    expect(stdout).toMatch(
      /━━ alice and bob, in every order \(twoAdd\)\n\nhow the orders end\norders  alice     bob       invariant\n─.*\n +2  finished  finished  ✓\n +4  finished  finished  counted 1\n/,
    )
    expect(stdout).toMatch(
      /twoAdd: the simplest of 4 that break\norder: alice bob×2 alice\n(.*\n)*.*look.*\n(.*\n)*✗ counted 1\n/,
    )
    expect(stdout).toContain('┗ orders 6 · broken 4 · waiting 0 · runs 6\n')
  })

  it('ends with 0 when every race holds, on a server that the file asks for', async () => {
    const { code, stdout } = await lab(['race', file('on-postgres.ts', onPostgres)])
    expect(code).toBe(0)
    expect(stdout).toContain('finished  finished  [{"n":2}]  ✓')
    expect(stdout).toContain('┃ The invariant holds in every order.\n┗ orders 14 · broken 0')
    expect(stdout).not.toContain('order:')
  })

  it('runs the race that is asked for only', async () => {
    const path = file('two-add.ts', twoAdd)
    const { code, stdout } = await lab(['race', path, '--race', 'alone'])
    expect([code, stdout.includes('twoAdd')]).toEqual([0, false])
  })

  it('runs the race with the actors of an order in that order', async () => {
    const path = file('two-add.ts', twoAdd)
    const broken = await lab(['race', path, '--replay', 'alice bob*2'])
    expect(broken.code).toBe(1)
    expect(broken.stdout).toMatch(/^\ntwoAdd\norder: alice bob×2 alice\n(.*\n)*✗ counted 1\n$/)
    const fine = await lab(['race', path, '--replay', 'alice×2'])
    expect([fine.code, fine.stdout.includes('✗')]).toEqual([0, false])
  })

  it('writes nothing but events with --json, a verdict last for each race', async () => {
    const { stdout } = await lab(['race', file('two-add.ts', twoAdd), '--json'])
    const lines = stdout.trimEnd().split('\n')
    const events = lines.map((line) => JSON.parse(line) as StageEvent)
    expect(events.filter(({ type }) => type === 'verdict')).toMatchObject([
      { way: 'alone', observed: 'holds', numbers: { orders: 1, broken: 0 } },
      { way: 'twoAdd', observed: 'breaks', numbers: { orders: 6, broken: 4 } },
    ])
    expect(events.at(-1)).toMatchObject({ type: 'verdict', text: 'counted 1' })
  })

  it('takes a race as the default export, named after the file', async () => {
    const path = file('counting.mts', `${inMemory}\nexport default race({ carol: add })\n`)
    expect((await lab(['race', path])).stdout).toContain('(counting)')
  })

  it('says what was not explored', async () => {
    const source = `
      import { conduct, watch } from '@lab/conductor'
      export default async ({ postgres }) => {
        const pool = watch((await postgres()).pool())
        return conduct({ actors: { alice: async () => void (await pool.query('vacuum')) } })
      }`
    const { code, stdout } = await lab(['race', file('vacuum.ts', source)])
    expect(code).toBe(0)
    expect(stdout).toContain('Not explored: "vacuum" is one step: it cannot run inside of a trans')
  })

  it.each<[string, RegExp, string?]>([
    ['two-ad.ts', /there is no such file\. Did you mean two-add\.ts\?\n$/],
    ['.', /it must be a file\n$/],
    ['none.ts', /it must export one, received buy\nTry: export const /, 'export const buy = 1'],
    ['empty.ts', /it must export one, received no export\n/, 'export {}'],
    ['syntax.ts', /^Cannot read \S*syntax\.ts:2: /, 'export const a =\nb = = 2'],
    ['enum.ts', /^Cannot read \S*enum\.ts:1: TypeScript enum is not /, 'export enum A { b }'],
    ['missing.ts', /^Cannot find package 'no'.*\nTry: npm install/, `import 'no'`],
    ['relative.ts', /^Cannot find module .*\nTry: the file's name with its /, `import './buy'`],
    ['stalls.ts', /^Cannot go on: a waits for something in this process/, stalls],
    ['two-add.ts --race twoAd', /^Unknown race "twoAd"\. Did you mean twoAdd\?\nThere are: alone/],
    ['two-add.ts --replay eve', /^No race has the actors of "eve"\.\nThere are: alone \(carol\)/],
    ['two-add.ts --replay alice×3', /^Cannot follow schedule: alice has ended/],
    ['two-add.ts --replay alice(2)', /^Cannot read schedule: a word must be a name/],
    ['two-add.ts other.ts', /^lab race takes one file, received \S+, other\.ts\n/],
    ['two-add.ts --jsn', /^Unknown option '--jsn'/],
  ])('ends with 2 for %s', async (typed, message, source = twoAdd) => {
    const [name = '', ...args] = typed.split(' ')
    if (!['two-ad.ts', '.'].includes(name)) file(name, source)
    const { code, stderr } = await lab(['race', join(folder, name), ...args])
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)])
    expect(stderr).not.toMatch(/^ +at /m)
  })

  it('leaves what the shell says to PostgreSQL to the file, until it asks for a server of the lab', async () => {
    const source = `${onPostgres}
      const given = process.env.PGHOST
      const after = races
      export { told as races }
      async function told(openers) {
        const all = await after(openers)
        console.error([given, process.env.PGHOST].join(' then '))
        return all
      }`
    const path = file(
      'shell.ts',
      source.replace('export async function races', 'async function races'),
    )
    const env = { PGHOST: 'db.example', PGOPTIONS: '--none' }
    const { code, stderr } = await lab(['race', path], { env })
    expect(stderr).toContain('db.example then \n')
    expect(code).toBe(0)
  })

  it('runs the example of its help', async () => {
    const { code, stdout } = await lab(['race', join(import.meta.dirname, '../example/two-add.js')])
    expect([code, stdout]).toEqual([1, expect.stringContaining('┗ orders 672 · broken 658')])
    const help = await lab(['race', '--help'])
    expect(help.stdout).toContain('\n  export async function races({ postgres }) {\n')
  })

  it('ends with 2 when it gets no file', async () => {
    const { code, stderr } = await lab(['race'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('takes one file, received none')])
  })

  it('ends when the file leaves something open', async () => {
    const path = file('open.ts', `${twoAdd}\nsetInterval(() => {}, 60_000)\n`)
    expect((await lab(['race', path, '--race', 'alone'])).code).toBe(0)
  })

  it('drops the database and ends with 130 on Ctrl-C', async () => {
    const source = `
      import { conduct } from '@lab/conductor'
      export const races = async ({ postgres }) => {
        const { rows } = await (await postgres()).pool().query('select current_database() as name')
        console.log(rows[0].name)
        return conduct({ setup: () => new Promise(() => {}), actors: { a: async () => {} } })
      }`
    const child = startLab(['race', file('endless.ts', source)])
    const [name] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string]
    child.kill('SIGINT')
    expect(await once(child, 'exit')).toEqual([130, null])
    await using db = await postgres()
    const pool = db.pool()
    const isThere = async () => {
      const text = 'select from pg_database where datname = $1'
      return (await pool.query(text, [name.split('\n')[0]])).rowCount
    }
    // On a busy machine the command ends after a second, and the keeper drops what it has left.
    await expect.poll(isThere, { timeout: 15_000 }).toBe(0)
  })
})
