import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openJudge, passes } from './open-judge.ts'
import type { Judge, Judgement } from './open-judge.ts'

const fixture = join(import.meta.dirname, '../fixture')
const everyOrder = 'counts both visits, in every order'
const returns = 'returns the number of visits'

let judge: Judge
beforeAll(() => {
  judge = openJudge(join(fixture, 'facts.ts'), { lookWithinMs: 2_000 })
})
afterAll(() => judge[Symbol.asyncDispose]())

const judged = (name: string) => judge.judge(join(fixture, `${name}.ts`))

/** What each fact says, in one line. */
function told(judgement: Judgement): string[] {
  if (judgement.ending === 'no answer') return [judgement.problem]
  const facts = judgement.findings.map((finding) =>
    finding.holds ? `holds: ${finding.fact}` : `${finding.fact}: ${finding.reason}`,
  )
  const stopped = judgement.ending === 'stopped' ? [`${judgement.fact}: ${judgement.problem}`] : []
  return [...facts, ...stopped, ...judgement.strays]
}

describe('openJudge', () => {
  it('passes an answer for which every fact holds, and counts the orders', async () => {
    const judgement = await judged('one-statement')
    expect(passes(judgement)).toBe(true)
    expect(judgement).toMatchObject({
      ending: 'judged',
      findings: [
        { fact: everyOrder, holds: true, orders: 14 },
        { fact: returns, holds: true },
      ],
      strays: [],
    })
  })

  it('shows the simplest losing order, and what the answer printed in it', async () => {
    const judgement = await judged('read-then-write')
    expect(passes(judgement)).toBe(false)
    expect(judgement).toMatchObject({
      findings: [
        {
          reason: '2 visits, 1 counted',
          orders: { all: 672, broken: 658 },
          timeline: { schedule: 'alice×4 bob×6 alice×2', violation: '2 visits, 1 counted' },
          printed: ['read 0', 'read 0'],
        },
        { holds: true },
      ],
    })
  })

  it('tells each finding as it comes', async () => {
    const heard: string[] = []
    const onFinding = ({ fact }: { fact: string }) => void heard.push(fact)
    await judge.judge(join(fixture, 'one-statement.ts'), { onFinding })
    expect(heard).toEqual([everyOrder, returns])
  })

  it.each([
    ['other-name', ['it must export a function add, and exports count']],
    ['endless-loop', [`${everyOrder}: an endless loop in line 6`]],
    ['dies', [`${everyOrder}: the process has ended by SIGKILL`]],
    ['throws-a-string', [`${everyOrder}: 2 visits, 0 counted`, `${returns}: threw 'no idea'`]],
    [
      'exits',
      [
        `${everyOrder}: process.exit was called (line 5)`,
        `${returns}: process.exit was called (line 5)`,
      ],
    ],
    ['awaits-at-import', [': it has come to no end within 2 s']],
    ['aborts-at-import', [': the process has ended by SIGABRT']],
    ['exits-at-import', ['process.exit was called (line 3)']],
    [
      'swallows-its-exit',
      [
        `${everyOrder}: process.exit was called (line 5)`,
        `${returns}: process.exit was called (line 5)`,
      ],
    ],
    [
      'waits-for-a-mutex',
      [
        `${everyOrder}: 2 visits, 1 counted: it waits for something in its own process, and a second server has a memory of its own`,
        `holds: ${returns}`,
      ],
    ],
    [
      'is-no-function-of-a-pool',
      [
        `${everyOrder}: 2 visits, 0 counted`,
        `${returns}: TypeError: Cannot read properties of undefined (reading '0')`,
      ],
    ],
    [
      'drops-its-connection',
      [
        `${everyOrder}: 2 visits, 0 counted`,
        `${returns}: terminating connection due to administrator command`,
      ],
    ],
    [
      'forgets-to-await',
      [
        `${everyOrder}: alice returns before "pool.connect()" had its reply: is an await missing?`,
        `holds: ${returns}`,
      ],
    ],
    [
      'remembers-calls',
      [
        `${everyOrder}: the same order, alice×3, is not the same again: does it remember earlier calls, or use the time or a random number?`,
        `${returns}: after 6 visits it returns 3: it goes by what its own process remembers, and a second server has a memory of its own`,
      ],
    ],
    [
      'remembers-in-a-global',
      [
        `holds: ${everyOrder}`,
        `holds: ${returns}`,
        'it keeps something in globalThis.lastVisit, and a second server has a memory of its own',
      ],
    ],
    [
      'waits-for-a-mutex-of-the-pool',
      [
        `${everyOrder}: bob waits for something in its own process, such as a mutex or a promise that never settles, and a second server has a memory of its own: it did not reach a step within 3000 ms, after "", last seen at: its start`,
      ],
    ],
    [
      'waits-for-a-mutex-in-a-global',
      [
        `${everyOrder}: bob waits for something in its own process, such as a mutex or a promise that never settles, and a second server has a memory of its own: it did not reach a step within 900 ms, after "", last seen at: its start`,
        'it keeps something in globalThis.lastVisit, and a second server has a memory of its own',
      ],
    ],
    ['leaves-a-transaction-open', [`${everyOrder}: 2 visits, 0 counted`, `holds: ${returns}`]],
    [
      'rejects-unheard',
      [
        `holds: ${everyOrder}`,
        `holds: ${returns}`,
        'a promise is rejected, and no code awaits it: nobody hears this (line 5)',
      ],
    ],
    [
      'never-settles',
      [
        `${everyOrder}: alice waits for something in its own process, such as a mutex or a promise that never settles, and a second server has a memory of its own: it did not reach a step within 3000 ms, after "alice×3", last seen at: implicit commit`,
      ],
    ],
    [
      'loops-over-statements',
      [
        `${everyOrder}: 1000 steps are taken and alice still goes on`,
        `${returns}: has not answered within 2 s`,
      ],
    ],
  ])('says what is wrong with one that %s', async (name, expected) => {
    const judgement = await judged(name)
    expect(passes(judgement)).toBe(false)
    expect(told(judgement)).toEqual(expected)
  })

  it('passes one that ends the Redis client that it duplicates, and tells another one how to', async () => {
    const folder = join(fixture, 'redis')
    await using judging = openJudge(join(folder, 'facts.ts'))
    const tells = async (name: string) => told(await judging.judge(join(folder, `${name}.ts`)))
    expect(await tells('ends-its-duplicate')).toEqual([`holds: ${everyOrder}`])
    expect(await tells('disconnects-its-duplicate')).toEqual([`holds: ${everyOrder}`])
    expect(await tells('leaves-its-duplicate')).toEqual([
      `${everyOrder}: alice leaves an open client: end what it duplicates in a finally, by await client.quit() or client.disconnect()`,
    ])
  })

  it('says where the syntax is wrong', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lab-kata-'))
    const file = join(folder, 'answer.ts')
    writeFileSync(file, 'export function add() {\n  return (1\n}\n')
    expect(told(await judge.judge(file))).toEqual([
      expect.stringMatching(/^syntax error in line [23]: /),
    ])
    rmSync(folder, { recursive: true })
  })

  it('judges one answer while the process of the next one starts', async () => {
    const options = { startsNext: 'meanwhile' } as const
    await using judging = openJudge(join(fixture, 'facts.ts'), options)
    const passed: boolean[] = []
    for (const name of ['other-name', 'one-statement'])
      passed.push(passes(await judging.judge(join(fixture, `${name}.ts`))))
    expect(passed).toEqual([false, true])
  })

  it.each([
    ['do not parse', 'export const facts = ;', 'SyntaxError'],
    [
      'fail to open their world',
      `export const facts = { open: () => Promise.reject(new Error('no standby')) }`,
      'Error: no standby',
    ],
    [
      'never open their world',
      'export const facts = { open: () => new Promise(() => {}) }',
      'Cannot judge: the facts opened no world within 2 s',
    ],
  ])('rejects when the facts %s', async (_, text, message) => {
    const folder = mkdtempSync(join(tmpdir(), 'lab-kata-'))
    const file = join(folder, 'facts.ts')
    writeFileSync(file, text)
    await using judging = openJudge(file, { openWithinMs: 2_000 })
    await expect(judging.judge(join(fixture, 'one-statement.ts'))).rejects.toThrow(message)
    rmSync(folder, { recursive: true })
  })

  it('judges the next answer when the one before was given up', async () => {
    const stopping = new AbortController()
    const first = judge.judge(join(fixture, 'endless-loop.ts'), { signal: stopping.signal })
    stopping.abort()
    // At once, as when somebody saves twice.
    const second = judged('one-statement')
    await expect(first).rejects.toThrow('aborted')
    expect(passes(await second)).toBe(true)
  })

  it('leaves no process when the one that asked is killed, not even one in a loop', async () => {
    const program = `
      import { openJudge } from ${JSON.stringify(join(import.meta.dirname, 'open-judge.ts'))}
      openJudge(${JSON.stringify(join(fixture, 'facts.ts'))})
        .judge(${JSON.stringify(join(fixture, 'endless-loop.ts'))})
      console.log('asked')`
    const asking = spawn(process.execPath, ['--input-type=module-typescript', '-e', program])
    await once(asking.stdout, 'data')
    const children = () => childrenOf(asking.pid!)
    await expect.poll(children, { timeout: 10_000 }).not.toEqual([])
    const [child] = children()
    asking.kill('SIGKILL')
    await expect.poll(() => isRunning(child!), { timeout: 10_000 }).toBe(false)
  })
})

function childrenOf(pid: number): number[] {
  try {
    return execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(Number)
  } catch {
    return []
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
