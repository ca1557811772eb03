import { describe, expect, it } from 'vitest'
import { errorReport } from './error-report.ts'
import { MisuseError } from './misuse-error.ts'

describe('errorReport', () => {
  it('comes to an end when an error is its own cause', () => {
    const error = new Error('circular')
    error.cause = error
    expect(errorReport(error)).toMatchObject({
      code: 1,
      text: expect.stringMatching(/^circular\n/),
    })
  })

  it('finds the misuse that caused another error', () => {
    const cause = new MisuseError('Unknown scene')
    expect(errorReport(new Error('failed', { cause }))).toEqual({ code: 2, text: 'Unknown scene' })
  })

  it('cuts what a server says, and keeps the place', () => {
    const { text } = errorReport(new Error('x'.repeat(52_428_800)))
    expect(text.replace(/x+/, 'x')).toMatch(/^x\.\.\. \(52,428,800 characters\)\n +at /)
    expect(text.length).toBeLessThan(70_000)
  })

  it('has no stack and a way out where a file cannot be written', () => {
    const told = (code: string) => errorReport(Object.assign(new Error('no'), { code }))
    expect(told('EROFS')).toEqual({
      code: 2,
      text: 'no\nTry: a checkout that this user may write to',
    })
    expect(told('ENOSPC')).toEqual({ code: 2, text: 'no\nTry: free some space there' })
  })

  it('shows an escape sequence instead of obeying it', () => {
    const { text } = errorReport(new MisuseError('\u001B[2Jgone\nTry: again'))
    expect(text).toBe('\\u001b[2Jgone\nTry: again')
  })
})
