import { join } from 'node:path'
import { expect, it } from 'vitest'
import { proveKata } from './prove-kata.ts'
import { readKatas } from './read-kata.ts'

const [kata] = readKatas(join(import.meta.dirname, '../fixture'))
const mutant = kata!.mutants[0]!
const fixture = (name: string) => join(import.meta.dirname, `../fixture/${name}.ts`)

it('says nothing but what is not so', async () => {
  expect(await proveKata(kata!)).toEqual(['it must have 5 mutants or more, received 1'])
})

it('names a mutant that breaks nothing, another fact, or more than one', async () => {
  const returns = mutant.fails
  const mutants = [
    mutant,
    { file: fixture('one-statement'), fails: returns },
    { file: fixture('read-then-write'), fails: returns },
    { file: fixture('throws-a-string'), fails: returns },
    { file: fixture('rejects-unheard'), fails: returns },
  ]
  const only = `must break "${returns}" only`
  const order = '"counts both visits, in every order"'
  expect(await proveKata({ ...kata!, mutants })).toEqual([
    `mutants/one-statement.ts ${only}: it breaks nothing`,
    `mutants/read-then-write.ts ${only}: ${order} (2 visits, 1 counted)`,
    `mutants/throws-a-string.ts ${only}: ${order} (2 visits, 0 counted), "${returns}" (threw 'no idea')`,
    `mutants/rejects-unheard.ts ${only}: a promise is rejected, and no code awaits it: nobody hears this (line 5)`,
  ])
})
