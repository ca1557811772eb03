import { conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Withdrawal } from './anomalies/write-skew.ts'
import { writeSkew } from './anomalies/write-skew.ts'
import type { Database } from './open-database.ts'

export type Withdraw = (account: number) => Promise<Withdrawal>

/** The contract of a way to withdraw: of two customers one is paid, one is refused, none sees an error. */
export function answersEachCustomer({ plain }: Database, withdraw: Withdraw): Race {
  const answers: string[] = []
  const ask = async (account: number) => {
    try {
      answers.push(await withdraw(account))
    } catch (error) {
      answers.push(String((error as { code?: string }).code))
      throw error
    }
  }
  return conduct({
    setup: async () => {
      answers.length = 0
      await plain.query(writeSkew.setup)
    },
    actors: { alice: () => ask(1), bob: () => ask(2) },
    invariant: async () => {
      const overdrawn = await writeSkew.happened({}, plain)
      if (overdrawn !== undefined) return overdrawn
      const given = answers.toSorted().join(' and ')
      return given === 'paid and refused' ? undefined : `the answers are ${given}`
    },
  })
}
