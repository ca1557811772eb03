import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { judgeSaves } from './judge-saves.ts'
import type { SaveEvent } from './judge-saves.ts'
import { openJudge } from './open-judge.ts'
import type { Judge } from './open-judge.ts'

const fixture = join(import.meta.dirname, '../fixture')
const file = join(fixture, 'one-statement.ts')

let judge: Judge
beforeAll(() => {
  judge = openJudge(join(fixture, 'facts.ts'))
})
afterAll(() => judge[Symbol.asyncDispose]())

/** Judges an answer that every fact passes, and keeps what is heard until the last word. */
function saves(typeProblems: () => Promise<string[]> = async () => []) {
  const heard: SaveEvent[] = []
  const { promise: checked, resolve } = Promise.withResolvers<void>()
  const hear = (event: SaveEvent) => {
    heard.push(event)
    if (event.type === 'checked') resolve()
  }
  const judging = judgeSaves({ judge, file, typeProblems, hear })
  return { judging, checked, heard, types: () => heard.map(({ type }) => type) }
}

describe('judgeSaves', () => {
  it.each([
    [[], true],
    [['line 1: Type string is not number'], false],
  ])('says of an answer with the type problems %j that it passes: %s', async (problems, passed) => {
    const { judging, checked, heard, types } = saves(async () => problems)
    await using _judging = judging
    judging.judgeAgain()
    await checked
    expect(types()).toEqual(['judging', 'found', 'found', 'judged', 'checked'])
    expect(heard.at(-1)).toEqual({ type: 'checked', types: problems, passed })
  })

  it('says nothing more of a save that another one has replaced', async () => {
    const { judging, checked, types } = saves()
    await using _judging = judging
    judging.judgeAgain()
    judging.judgeAgain()
    await checked
    expect(types()).toEqual(['judging', 'judging', 'found', 'found', 'judged', 'checked'])
  })

  it('gives up what is being judged when it is disposed', async () => {
    const { judging, types } = saves()
    judging.judgeAgain()
    await judging[Symbol.asyncDispose]()
    expect(types()).toEqual(['judging'])
  })

  it('fails when the types cannot be checked', async () => {
    const { judging } = saves(() => Promise.reject(new Error('no type checker')))
    await using _judging = judging
    judging.judgeAgain()
    await expect(judging.failed).rejects.toThrow('no type checker')
  })
})
