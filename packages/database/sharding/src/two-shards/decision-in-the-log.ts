import { give, idOf, partOf, take } from './transfer.ts'
import type { Connections } from './transfer.ts'

/**
 * Both shards prepare, then one committed row of the coordinator decides for both. What is found
 * prepared after a crash follows that row. Costs three commits more, and locks until the end.
 */
export async function decisionInTheLog(
  { shardA, shardB, log }: Connections,
  account: number,
): Promise<void> {
  const [partA, partB] = [partOf(account, 'A'), partOf(account, 'B')]
  await shardA('begin')
  await shardA(take, [account])
  await shardA(`prepare transaction '${partA}'`)
  await shardB('begin')
  await shardB(give, [account])
  await shardB(`prepare transaction '${partB}'`)
  // The primary key refuses it when the resolver has written "abort" meanwhile.
  await log(`insert into decisions values ($1, 'commit')`, [idOf(account)])
  await shardA(`commit prepared '${partA}'`)
  await shardB(`commit prepared '${partB}'`)
}
