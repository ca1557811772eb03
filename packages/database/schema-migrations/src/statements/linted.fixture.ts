import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Change } from './what-it-takes.ts'

const squawk = fileURLToPath(import.meta.resolve('squawk-cli/js/bin/squawk'))

/** The rules of squawk that each change's own statement breaks, by what it does. */
export async function linted(changes: readonly Change[]): Promise<Map<string, string[]>> {
  const folder = await mkdtemp(join(tmpdir(), 'squawk-'))
  try {
    const files = changes.map((_, n) => join(folder, `${n}.sql`))
    // What has to be there before stands in the first line, and the change in the second.
    for (const [n, { sql, after = '' }] of changes.entries())
      await writeFile(files[n]!, `${after && `${after};`}\n${sql};\n`)
    const said = await saysOf(files)
    return new Map(
      changes.map(({ does }, n) => [
        does,
        said.flatMap(({ file, line, rule_name }) =>
          file === files[n] && line === 1 ? [rule_name] : [],
        ),
      ]),
    )
  } finally {
    await rm(folder, { recursive: true })
  }
}

type Said = { file: string; line: number; rule_name: string }[]

/** It ends with 1 when it has something to say. */
function saysOf(files: string[]): Promise<Said> {
  const options = ['--pg-version', '18', '--reporter', 'json']
  const { promise, resolve, reject } = Promise.withResolvers<Said>()
  execFile(process.execPath, [squawk, ...options, ...files], (error, stdout) => {
    if (error !== null && error.code !== 1) reject(error)
    else resolve(JSON.parse(stdout))
  })
  return promise
}
