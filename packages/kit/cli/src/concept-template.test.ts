import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { loadDemo } from '@lab/stage'
import { recordDemo } from '@lab/stage/record'
import { describe, expect, it } from 'vitest'
import { claimProblems } from './claims/claim-problems.ts'
import { readClaims } from './claims/read-claims.ts'
import {
  chooseTemplate,
  conceptTemplates,
  readmeHeadings,
  requiredFiles,
} from './concept-template.ts'
import { headlineProblems } from './headline-problems.ts'

const templates = conceptTemplates().map((template) => ({
  ...template,
  name: [template.kind, ...template.needs].join(' on '),
}))

describe.each(templates)('the template of a $name', ({ folder }) => {
  it('has the headings of the others', () => {
    expect(readmeHeadings(readFileSync(join(folder, 'README.md'), 'utf8'))).toEqual(
      readmeHeadings(),
    )
  })

  it('shows each of its claims, and a headline', { timeout: 60_000 }, async () => {
    const signal = AbortSignal.timeout(60_000)
    const recording = await recordDemo(await loadDemo({ id: 'concept-name', folder }), signal)
    const claims = await readClaims([{ id: 'concept-name', folder }])
    expect(claimProblems(claims, { folder, recording })).toEqual([])
    expect(headlineProblems(recording, 'concept')).toEqual([])
  })
})

describe('lab-prove', () => {
  it('is given the folder of every template by the script of this package', () => {
    const cli = join(import.meta.dirname, '..')
    const { scripts } = JSON.parse(readFileSync(join(cli, 'package.json'), 'utf8')) as {
      scripts: { prove: string }
    }
    const folders = templates.map(({ folder }) => relative(cli, folder))
    expect(scripts.prove).toBe(['lab-prove', ...folders].join(' '))
  })
})

describe('chooseTemplate', () => {
  it('takes the first of a kind when no server is named', () => {
    expect(chooseTemplate('race', [])).toMatchObject({ kind: 'race', needs: ['postgres'] })
  })

  it('takes the servers in any order, and says what there is', () => {
    expect(chooseTemplate('race', ['redis'])).toMatchObject({ needs: ['redis'] })
    expect(() => chooseTemplate('race', ['kafka'])).toThrow(
      'There is no template of a race on kafka\nThere are: race --needs postgres, race --needs redis',
    )
  })

  it('asks for a kind, and knows the one that was meant', () => {
    expect(() => chooseTemplate('', [])).toThrow('Which kind of concept?\nThere are: ')
    expect(() => chooseTemplate('rase', [])).toThrow('Unknown kind "rase". Did you mean race?')
  })
})

describe('requiredFiles', () => {
  it('lists what all templates have, and the transcript', () => {
    expect(requiredFiles()).toEqual([
      'README.md',
      'claims.ts',
      'demo.test.ts',
      'demo.ts',
      'package.json',
      'vitest.config.ts',
      'src/index.ts',
      'docs/run.md',
    ])
  })
})
