import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { goOn } from './keep-postgres.ts'

describe('keepPostgres', () => {
  it('goes on to drop a database when one of its backends has ended meanwhile', () => {
    const ended = Number(execFileSync('/bin/sh', ['-c', 'echo $$'], { encoding: 'utf8' }))
    const input = `${ended}\n`
    expect(() =>
      execFileSync('/bin/sh', ['-c', goOn], { input, stdio: ['pipe', 'ignore', 'ignore'] }),
    ).not.toThrow()
  })
})
