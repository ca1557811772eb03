import { describe, expect, it, vi } from 'vitest'
import { describeFailure } from './describe-failure.ts'

describe('describeFailure', () => {
  it('cuts what a tool said before it ended', () => {
    // The whole of it is for the log.
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    const reply = describeFailure(new Error(`Command failed: initdb\n${'x'.repeat(1_000_000)}`))
    log.mockRestore()
    expect(reply).toMatchObject({
      reply: 'failed',
      problem: expect.stringMatching(
        /^Cannot start a server: Error: Command failed: initdb\nx+\.\.\. \(1,000,053 characters\)$/,
      ),
    })
  })
})
