import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('../../../../', import.meta.url))
const lastTicket = 'packages/database/last-ticket'

export interface StudyWorkspace extends Disposable {
  root: string
  /** The file that a person writes. */
  answer: string
  solution: string
  problem: string
}

/** A workspace with a small concept of the CLI's tests: practising writes into it. */
export function studyWorkspace(concept = lastTicket): StudyWorkspace {
  const root = mkdtempSync(join(tmpdir(), 'lab-study-'))
  cpSync(join(repository, 'packages/kit/cli/fixture', concept), join(root, concept), {
    recursive: true,
  })
  mkdirSync(join(root, 'practice'))
  for (const file of ['tsconfig.base.json', 'practice/tsconfig.json', 'practice/package.json']) {
    copyFileSync(join(repository, file), join(root, file))
  }
  const modules = join(root, 'node_modules')
  mkdirSync(modules)
  for (const from of ['packages/kit/cli/node_modules', 'node_modules']) {
    for (const name of readdirSync(join(repository, from))) {
      if (name.startsWith('.') || readdirSync(modules).includes(name)) continue
      symlinkSync(join(repository, from, name), join(modules, name))
    }
  }
  return {
    root,
    answer: join(root, 'practice/tally.ts'),
    solution: join(root, concept, 'kata/tally/solution.ts'),
    problem: join(root, concept, 'kata/tally/problem.ts'),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  }
}
