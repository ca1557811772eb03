import { expect, it } from 'vitest'
import { conduct } from '../conduct.ts'
import { turn } from './turn.ts'

it('lets a part of an actor go on after its reply before another part has one', async () => {
  const race = conduct({
    actors: {
      alice: () =>
        Promise.all([
          (async () => {
            await turn('one 1')
            for (let count = 0; count < 50; count++) await Promise.resolve()
            await turn('one 2')
          })(),
          (async () => {
            await turn('other 1')
            await turn('other 2')
          })(),
        ]),
    },
  })
  const { moments } = await race.replay('alice×4')
  expect(moments.map((moment) => ('statement' in moment ? moment.statement : moment.type))).toEqual(
    ['one 1', 'other 1', 'one 2', 'other 2', 'finished'],
  )
})
