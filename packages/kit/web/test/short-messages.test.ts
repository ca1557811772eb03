import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WebLab } from '../src/web-lab.ts'
import { askedLab } from './asked-lab.ts'
import { serveLab, token } from './serve-lab.ts'
import type { ServedLab } from './serve-lab.ts'

const loud = () => {
  throw new Error('x'.repeat(5_000_000))
}
const shortened = `${'x'.repeat(4_000)}... (5,000,000 characters)`

let folder: string
let served: ServedLab
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lab-loud-'))
  writeFileSync(join(folder, 'demo.ts'), "throw new Error('x'.repeat(5_000_000))\n")
  served = serveLab(loudLab(folder))
  await served.listen()
})
afterAll(async () => {
  await served[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

/** A lab whose only concept and only kata fail with a text of 5 MB. */
function loudLab(of: string): WebLab {
  const { lab } = askedLab()
  const concept = { id: 'loud', area: 'tests', title: 'Loud', question: 'Who?', needs: [] }
  const texts = { title: 'Loud', prompt: '', interview: '', hints: [], followUps: [], mutants: [] }
  const kata = { id: 'loud', folder: of, minutes: 5, ...texts }
  const katas = () => [{ concept: 'loud', kata }]
  const answerFile = () => join(of, 'answer.ts')
  return {
    root: of,
    concepts: [{ ...concept, folder: of }],
    answer: lab.answer,
    headline: () => undefined,
    claims: lab.claims,
    path: lab.path,
    practice: { ...lab.practice, katas, answerFile, provideAnswer: loud },
    cards: { ...lab.cards, all: loud },
  }
}

async function ask(path: string, body?: object): Promise<string> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    origin: served.origin(),
  }
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const response = await fetch(`${served.origin()}/api/${path}`, { headers, ...sent })
  return response.text()
}

describe('what a page is told', () => {
  it('is short when a run fails with 5 MB', async () => {
    const told = await ask('runs', { do: 'play', concept: 'loud', scene: 'any' })
    expect(told).toBe(`data: ${JSON.stringify({ type: 'failed', message: shortened })}\n\n`)
  })

  it('is short when practice fails with 5 MB', async () => {
    const told = await ask('practice/loud/session', {})
    expect(told).toBe(`data: ${JSON.stringify({ type: 'failed', message: shortened })}\n\n`)
  })

  it('is short when a request fails with 5 MB', async () => {
    expect(await ask('cards')).toBe(JSON.stringify({ error: shortened }))
  })
})
