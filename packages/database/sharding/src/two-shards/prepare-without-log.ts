import { give, partOf, take } from './transfer.ts'
import type { Connections } from './transfer.ts'

/**
 * Both shards promise to commit before one of them does. The decision is in the coordinator's memory
 * alone: after a crash a prepared transaction does not say whether the other one was committed.
 */
export async function prepareWithoutLog(
  { shardA, shardB }: Connections,
  account: number,
): Promise<void> {
  const [partA, partB] = [partOf(account, 'A'), partOf(account, 'B')]
  await shardA('begin')
  await shardA(take, [account])
  await shardA(`prepare transaction '${partA}'`)
  await shardB('begin')
  await shardB(give, [account])
  await shardB(`prepare transaction '${partB}'`)
  await shardA(`commit prepared '${partA}'`)
  await shardB(`commit prepared '${partB}'`)
}
