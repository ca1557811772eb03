import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askEngine } from './docker-engine.ts'

export interface BrokenImage extends AsyncDisposable {
  name: string
}

/** An image whose programs are not for this machine's processor. */
export async function foreignImage(): Promise<BrokenImage> {
  const folder = mkdtempSync(join(tmpdir(), 'lab-image-'))
  const repository = `backend-lab-test-${process.pid}`
  try {
    mkdirSync(join(folder, 'bin'))
    // What is no program is tried as a script, so the shell is one of them.
    for (const name of ['postgres', 'sh'])
      writeFileSync(join(folder, 'bin', name), '\x7fELF of another processor', { mode: 0o755 })
    const archive = execFileSync('tar', ['-C', folder, '-c', 'bin'])
    const query = `fromSrc=-&repo=${repository}&tag=foreign`
    const answer = await askEngine('POST', `/images/create?${query}`, archive)
    if (!JSON.stringify(answer).includes('sha256:'))
      throw new Error(`Cannot import an image: ${JSON.stringify(answer)}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const name = `${repository}:foreign`
  return {
    name,
    async [Symbol.asyncDispose]() {
      await askEngine('DELETE', `/images/${name}?force=true`)
    },
  }
}
