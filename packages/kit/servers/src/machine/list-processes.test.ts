import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { descendantsOf, listProcesses } from './list-processes.ts'

describe('listProcesses', () => {
  it('shows a child and its child, with all their arguments', async () => {
    // The `:` keeps the shell from becoming its last command.
    const shell = spawn('/bin/sh', ['-c', 'cat; :', 'a name'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    shell.stdin.write('begun')
    await once(shell.stdout, 'data')
    const below = descendantsOf(process.pid, await listProcesses())
    const found = below.filter(({ pid, parentPid }) => [pid, parentPid].includes(shell.pid!))
    shell.stdin.end()
    await once(shell, 'exit')
    expect(found.map(({ command, isZombie }) => ({ command, isZombie }))).toEqual([
      { command: '/bin/sh -c cat; : a name', isZombie: false },
      { command: 'cat', isZombie: false },
    ])
    expect(found.every(({ residentKilobytes }) => residentKilobytes > 0)).toBe(true)
  })
})
