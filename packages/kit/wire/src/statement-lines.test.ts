import { describe, expect, it } from 'vitest'
import { statementLines } from './statement-lines.ts'

describe('statementLines', () => {
  it('names a repeated statement once, with its count', () => {
    const posts = 'select id from posts where user_id = $1'
    expect(statementLines(['select id from users', ...Array(100).fill(posts)])).toEqual([
      '    1 × select id from users',
      '  100 × select id from posts where user_id = $1',
    ])
  })

  it('puts statements together that differ in numbers and quoted strings', () => {
    expect(
      statementLines([
        "select v1 from posts where user_id = 1 and tag = 'it''s'",
        "select v1 from posts where user_id = 20\n  and tag = 'b'",
      ]),
    ).toEqual(['  2 × select v1 from posts where user_id = ? and tag = ?'])
  })

  it('shows the text as it is when all are the same', () => {
    expect(statementLines(['select 1', 'select 1'])).toEqual(['  2 × select 1'])
  })

  it('cuts long texts and long lists, and says how many are left', () => {
    const statements = Array.from({ length: 12 }, (_, index) => `select ${'a'.repeat(200 + index)}`)
    const lines = statementLines(statements)
    expect(lines).toHaveLength(11)
    expect(lines[0]).toBe(`  1 × select ${'a'.repeat(113)}...`)
    expect(lines[10]).toBe('  and 2 more')
  })
})
