import { describe, expect, it } from 'vitest'
import { ServerUnavailableError } from './server-unavailable-error.ts'

describe('ServerUnavailableError', () => {
  it('cuts what a server or a tool said', () => {
    const large = 'x'.repeat(1_000_000)
    const details = { service: 'kafka', source: 'embedded', problem: large, remedy: large } as const
    const { message, problem, remedy } = new ServerUnavailableError(details)
    const cut = `${'x'.repeat(4_000)}... (1,000,000 characters)`
    expect([problem, remedy, message]).toEqual([cut, cut, `${cut}\nTry: ${cut}`])
  })
})
