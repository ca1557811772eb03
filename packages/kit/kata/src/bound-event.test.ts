import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openJudge } from './open-judge.ts'
import type { Judgement } from './open-judge.ts'

const folder = join(import.meta.dirname, '../fixture/any-size')

let judgement: Exclude<Judgement, { ending: 'no answer' }>
beforeAll(async () => {
  await using judge = openJudge(join(folder, 'facts.ts'))
  judgement = (await judge.judge(join(folder, 'answer.ts'))) as typeof judgement
})

/** A text with so many `x` after each other as `xxx`. */
const short = (text: string) => text.replace(/x{500,}/g, (run) => `<${run.length} x>`)
const found = (fact: string) => {
  const finding = judgement.findings.find((one) => one.fact === fact)!
  return finding.holds
    ? 'holds'
    : { reason: short(finding.reason), printed: finding.printed.map(short) }
}
const moments = (fact: string) => {
  const finding = judgement.findings.find((one) => one.fact === fact)!
  return short(JSON.stringify(finding.holds ? [] : finding.timeline!.moments.slice(1)))
}

describe('boundEvent', () => {
  it('cuts what an answer throws, returns and prints, and says how much there was', () => {
    expect(found('throws')).toEqual({ reason: '<1000 x>... (52,428,800 characters)', printed: [] })
    expect(found('returns')).toEqual({
      reason: 'it returns <1989 x>... (52,428,811 characters)',
      printed: [],
    })
    expect(found('prints')).toEqual({
      reason: 'it returns a line',
      printed: ['<2000 x>', '... (52,428,801 characters)'],
    })
    expect(found('prints many lines')).toEqual({
      reason: 'it returns lines',
      printed: [
        ...Array.from({ length: 20 }, (_, index) => `line ${index + 1}`),
        '... (8,893 characters)',
      ],
    })
  })

  it('cuts the moments of a losing order', () => {
    const [code, message] = ['x'.repeat(200), '<2000 x>'].map(
      (kept) => `${kept}... (52,428,800 characters)`,
    )
    expect(JSON.parse(moments('fails in a race'))).toEqual([
      { type: 'failed', actor: 'alice', code, message },
    ])
    expect(JSON.parse(moments('ends a race'))).toEqual([
      { type: 'finished', actor: 'alice', value: '["<1998 x>... (52,428,804 characters)' },
    ])
  })

  it('tells the first of many rejections', () => {
    const { strays } = judgement
    expect(strays).toHaveLength(21)
    expect(short(strays[0]!)).toBe(
      'a promise is rejected, and no code awaits it: <1000 x>... (52,428,800 characters) (line 23)',
    )
    expect(strays.at(-1)).toBe('and more like that')
  })

  it('hears no word of the answer as one of the judge or its watchdog', () => {
    expect(found('writes to the watchdog')).toBe('holds')
    expect(found('speaks for the judge')).toBe('holds')
    expect(judgement.ending).toBe('judged')
  })
})
