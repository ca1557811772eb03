import { conduct, turn } from '@lab/conductor'
import { expect, it } from 'vitest'
import { nameValues } from './name-values.ts'

it('gives a value one name wherever it stands, in the order in which values are read', async () => {
  const race = conduct({
    actors: {
      ann: async () => {
        await turn('writes 12:30:01')
        await turn('reads 12:29:59, then 12:30:01')
      },
    },
  })
  const { moments } = await nameValues(race, /\d\d:\d\d:\d\d/g, 'T').replay('ann×2')
  const shown = moments.flatMap((moment) => ('statement' in moment ? [moment.statement] : []))
  expect(shown).toEqual(['writes T1', 'reads T2, then T1'])
})
