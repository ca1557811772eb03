import { give, take } from './transfer.ts'
import type { Connections } from './transfer.ts'

/** A transaction on each shard, and two commits. A crash between the two loses the money. */
export async function commitEach({ shardA, shardB }: Connections, account: number): Promise<void> {
  await shardA('begin')
  await shardB('begin')
  await shardA(take, [account])
  await shardB(give, [account])
  await shardA('commit')
  await shardB('commit')
}
