import { describe, expect, it } from 'vitest'
import { ServerUnavailableError } from '../server-unavailable-error.ts'
import { startFromChoice } from './start-from-choice.ts'

describe('startFromChoice', () => {
  it('says what is wrong with the usual source when the other one cannot be had either', async () => {
    const starting = startFromChoice({ source: 'embedded', otherwise: 'containers' }, (source) => {
      const problem = `Cannot start it ${source}`
      const remedy = `mend ${source}`
      return Promise.reject(
        new ServerUnavailableError({ service: 'postgres', source, problem, remedy }),
      )
    })
    await expect(starting).rejects.toThrow(/^Cannot start it embedded\nTry: mend embedded$/)
  })
})
