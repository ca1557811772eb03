import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { listProcesses } from '@lab/servers/list-processes'
import { startWeb } from '@lab/web'
import type { Catalogue, Deck, KataPage, Web } from '@lab/web'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openMemory } from './ask/memory.ts'
import { fixtureRoot } from './lab-process.fixture.ts'
import { openProgress } from './practice/progress.ts'
import { webLab } from './web-lab.ts'
import { temporaryWorkspace } from './workspace.fixture.ts'

const kata = 'packages/database/last-ticket/kata/tally'
const patience = { timeout: 30_000 }

let workspace: ReturnType<typeof temporaryWorkspace>
let web: Web
let answer: string
// How many answers are watched.
let watching: number
beforeEach(async () => {
  workspace = temporaryWorkspace()
  const { root } = workspace
  const concept = 'packages/database/last-ticket'
  cpSync(join(fixtureRoot, concept), join(root, concept), { recursive: true })
  mkdirSync(join(root, 'practice'))
  for (const file of ['practice/tsconfig.json', 'practice/package.json']) {
    copyFileSync(join(import.meta.dirname, '../../../..', file), join(root, file))
  }
  answer = join(root, 'practice/tally.ts')
  const lab = webLab(root)
  watching = 0
  web = await startWeb({ ...lab, practice: { ...lab.practice, watchAnswer } })

  function watchAnswer(file: string, changed: () => void): Disposable {
    const watch = lab.practice.watchAnswer(file, changed)
    watching++
    return {
      [Symbol.dispose]() {
        watching--
        watch[Symbol.dispose]()
      },
    }
  }
})
afterEach(async () => {
  await web[Symbol.asyncDispose]()
  workspace[Symbol.dispose]()
})

const solution = () => readFileSync(join(workspace.root, kata, 'solution.ts'), 'utf8')
const progress = () => openProgress(workspace.root).of('tally')

async function ask(path: string, options: RequestInit = {}): Promise<Response> {
  const { origin, hash } = new URL(web.url)
  const headers = {
    authorization: `Bearer ${hash.replace('#key=', '')}`,
    'content-type': 'application/json',
    origin,
  }
  return fetch(`${origin}/api/${path}`, { ...options, headers })
}

const read = async <Value>(response: Promise<Response>) => (await (await response).json()) as Value

const post = (path: string, body: object = {}) =>
  ask(path, { method: 'POST', body: JSON.stringify(body) })

interface Message {
  type: string
  [field: string]: unknown
}

/** Practises as the page does: `next(type)` waits for that message, `leave` closes the page. */
async function practise(id = 'tally') {
  const leaving = new AbortController()
  const response = await ask(`practice/${id}/session`, { method: 'POST', signal: leaving.signal })
  expect(response.status).toBe(200)
  const heard: Message[] = []
  const chunks = response.body!.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]()
  let text = ''
  return {
    leave: () => leaving.abort(),
    async next(type: string): Promise<Message> {
      for (;;) {
        const found = heard.shift()
        if (found?.type === type) return found
        if (found !== undefined) continue
        const { done, value } = await chunks.next()
        if (done) throw new Error(`the stream has ended before a message "${type}"`)
        const parts = (text + value).split('\n\n')
        text = parts.pop()!
        heard.push(...parts.map((part) => JSON.parse(part.replace('data: ', '')) as Message))
      }
    },
  }
}

/** The processes that judge for this one. */
async function judges(): Promise<string[]> {
  const own = (await listProcesses()).filter(({ parentPid }) => parentPid === process.pid)
  return own.map(({ command }) => command).filter((command) => command.includes('judge-process'))
}

describe('practice in the page', () => {
  it('judges the problem at once, each save, and remembers the pass for the terminal', async () => {
    const page = await practise()
    expect(await page.next('judging')).toEqual({
      type: 'judging',
      answer: readFileSync(answer, 'utf8'),
    })
    expect(await page.next('found')).toMatchObject({
      finding: {
        fact: 'counts both visits, in every order',
        holds: false,
        orders: { all: 6, broken: 4 },
        timeline: { schedule: 'alice bob×2 alice', actors: ['alice', 'bob'] },
      },
    })
    expect(await page.next('checked')).toMatchObject({ types: [], passed: false })
    writeFileSync(answer, solution())
    expect(await page.next('judging')).toEqual({ type: 'judging', answer: solution() })
    const last = await page.next('checked')
    expect(last).toMatchObject({ types: [], passed: true })
    expect(progress().passedAt).toMatch(/^\d{4}-/)
    expect(last['progress']).toEqual(progress())
    page.leave()
  })

  it('does not pass while the types do not fit', async () => {
    writeFileSync(answer, `${solution()}\nexport const wrong: number = 'seven'\n`)
    const page = await practise()
    expect(await page.next('judged')).toMatchObject({ judgement: { ending: 'judged' } })
    expect(await page.next('checked')).toMatchObject({
      types: [expect.stringMatching(/^line \d+: Type 'string' is not assignable/)],
      passed: false,
    })
    expect(progress().passedAt).toBe(undefined)
    page.leave()
  })

  it('shows of a huge answer what a page can show', async () => {
    writeFileSync(answer, `${solution()}// ${'x'.repeat(1_000_000)}\n`)
    const page = await practise()
    const shown = String((await page.next('judging'))['answer'])
    expect(shown.slice(-40)).toMatch(/^x+\.\.\. \(1,000,\d+ characters\)$/)
    expect(shown.length).toBeLessThan(100_100)
    expect(await page.next('checked')).toMatchObject({ passed: true })
    page.leave()
  })

  it('ends the judge and the watching when the page has gone, and keeps the time', async () => {
    const page = await practise()
    await page.next('checked')
    expect([(await judges()).length, watching]).toEqual([1, 1])
    page.leave()
    await expect.poll(judges, patience).toEqual([])
    const kept = join(workspace.root, 'practice/.progress.json')
    await expect.poll(() => existsSync(kept), patience).toBe(true)
    expect(watching).toBe(0)
    expect(progress()).toEqual({ seconds: expect.any(Number), hints: 0, sawSolution: false })
  })

  it('counts on from the time of the last session', async () => {
    openProgress(workspace.root).update('tally', { seconds: 120 })
    const page = await practise()
    expect(await page.next('practising')).toMatchObject({ progress: { seconds: 120 } })
    await web[Symbol.asyncDispose]()
    expect(progress().seconds).toBeGreaterThanOrEqual(120)
  })

  it('leaves no judge when the server ends, also while an answer loops without end', async () => {
    const begun = join(workspace.root, 'begun')
    const loop = `writeFileSync(${JSON.stringify(begun)}, ''); for (;;);`
    writeFileSync(
      answer,
      `import { writeFileSync } from 'node:fs'\nexport async function add() { ${loop} }\n`,
    )
    await practise()
    await expect.poll(() => existsSync(begun), patience).toBe(true)
    expect((await judges()).length).toBeGreaterThan(0)
    await web[Symbol.asyncDispose]()
    expect(await judges()).toEqual([])
  })

  it('opens three katas at most', async () => {
    const pages = [await practise(), await practise(), await practise()]
    expect((await post('practice/tally/session')).status).toBe(429)
    pages[0]!.leave()
    await expect
      .poll(async () => {
        const { status, body } = await post('practice/tally/session')
        await body?.cancel()
        return status
      }, patience)
      .toBe(200)
    for (const page of pages) page.leave()
  })

  it('lists the katas with what was solved, and counts them in the catalogue', async () => {
    openProgress(workspace.root).pass('tally', 75)
    const katas = await (await ask('practice')).json()
    expect(katas).toMatchObject([
      { id: 'tally', concept: 'last-ticket', minutes: 5, progress: { seconds: 75 } },
    ])
    const { study, path } = await read<Catalogue>(ask('catalogue'))
    expect(study?.['last-ticket']).toEqual({ katas: 1, passed: 1, cards: 2, due: 2 })
    expect(path).toEqual([{ id: 'last-ticket', minutes: 11, isDone: false, due: 0 }])
  })

  it('shows the catalogue also while a kata cannot be read', async () => {
    rmSync(join(workspace.root, kata, 'facts.ts'))
    expect(await (await ask('catalogue')).json()).toEqual({
      concepts: [expect.objectContaining({ id: 'last-ticket' })],
    })
    expect(await (await ask('practice')).json()).toEqual({
      error: 'Cannot read kata tally: facts.ts is missing',
    })
  })

  it('gives hints one by one, no more than there are', async () => {
    const { hints } = await read<KataPage>(ask('practice/tally'))
    expect(hints).toHaveLength(2)
    for (const seen of [1, 2, 2]) {
      expect(await (await post('practice/tally/hint')).json()).toMatchObject({ hints: seen })
    }
    expect(progress().hints).toBe(2)
  })

  it('remembers who has seen the solution before the pass, and only then', async () => {
    openProgress(workspace.root).pass('tally', 75)
    expect(await (await post('practice/tally/solution')).json()).toMatchObject({
      text: solution(),
      progress: { sawSolution: false },
    })
    openProgress(workspace.root).forget('tally')
    await post('practice/tally/solution')
    expect(progress().sawSolution).toBe(true)
  })

  it('starts anew, and keeps the answer until then', async () => {
    writeFileSync(answer, solution())
    const page = await practise()
    await page.next('checked')
    expect((await post('practice/tally/reset')).status).toBe(200)
    expect((await page.next('judging'))['answer']).not.toBe(solution())
    expect(readFileSync(`${answer}.bak`, 'utf8')).toBe(solution())
    page.leave()
  })

  it.each(['no-such', '..%2Ftally', '%2Fetc%2Fpasswd', 'constructor'])(
    'knows no kata %s, and writes nothing',
    async (id) => {
      for (const what of ['session', 'hint', 'solution', 'reset']) {
        expect((await post(`practice/${id}/${what}`)).status).toBe(404)
      }
      expect((await ask(`practice/${id}`)).status).toBe(404)
      expect(existsSync(join(workspace.root, 'practice/.progress.json'))).toBe(false)
    },
  )
})

describe('claims in the page', () => {
  it('are read when they are asked for, of all concepts or of one', async () => {
    expect(await read(ask('claims'))).toEqual([])
    // The lab has started by now.
    copyFileSync(
      join(fixtureRoot, 'packages/http/shown-events/claims.ts'),
      join(workspace.root, 'packages/database/last-ticket/claims.ts'),
    )
    const all = await read<{ concept: string; truth: string }[]>(ask('claims'))
    expect(all.map(({ concept, truth }) => [concept, truth])).toEqual([
      ['last-ticket', 'false'],
      ['last-ticket', 'true'],
      ['last-ticket', 'depends'],
    ])
    expect(await read(ask('claims/last-ticket'))).toEqual(all)
    expect((await ask('claims/no-such')).status).toBe(404)
  })
})

describe('questions in the page', () => {
  const first = 'last-ticket/answer'

  it('are those of the terminal, and so is what is remembered', async () => {
    const fresh = await read<Deck>(ask('cards'))
    expect(fresh.due.map(({ id }) => id)).toEqual([first, 'last-ticket/three-buyers'])
    const { due } = await read<{ due: string }>(post('cards/rate', { card: first, grade: 4 }))
    const deck = await read<Deck>(ask('cards'))
    expect(deck.later).toEqual([fresh.due[0]])
    expect([deck.due, deck.nextDue]).toEqual([[fresh.due[1]], due])
    expect(openMemory(workspace.root).nextDue([fresh.due[0]!])).toEqual(new Date(due))
  })

  it.each([
    [{ card: 'last-ticket/who', grade: 1 }, 404],
    [{ card: first, grade: 5 }, 400],
    [{ card: first }, 400],
  ])('refuses %j', async (body, status) => {
    expect((await post('cards/rate', body)).status).toBe(status)
    expect(existsSync(join(workspace.root, 'practice/.ask.json'))).toBe(false)
  })
})
