import { infoOf, openServer } from '../open-server.ts'
import { until } from '../until.ts'

export interface FileReport {
  /** What the snapshot holds at the kill. */
  snapshot: string[]
  kept: string[]
  violation: string | undefined
}

const acknowledged = ['1', '2', '3', '4', '5', '6']

/**
 * The contract is the same, for a server whose configuration says `appendonly yes`. After two orders
 * an operator turns the append-only file off while Redis runs; four more orders follow, and a
 * snapshot of all six.
 *
 * @param operator What the operator does then, before the kill.
 */
export async function readsOneFile(
  operator: 'does nothing' | 'turns it on again',
): Promise<FileReport> {
  await using node = await openServer({ save: '', appendonly: 'yes' })
  const { client, server } = node
  await client.rpush('orders', ...acknowledged.slice(0, 2))
  await client.config('SET', 'appendonly', 'no')
  await client.rpush('orders', ...acknowledged.slice(2))
  await client.save()
  const snapshot = await client.lrange('orders', 0, -1)
  if (operator === 'turns it on again') {
    await client.config('SET', 'appendonly', 'yes')
    await until('the file is written anew', async () => {
      const left = [
        await infoOf(client, 'aof_rewrite_in_progress'),
        await infoOf(client, 'aof_rewrite_scheduled'),
      ]
      return left.join() === '0,0'
    })
  }
  await server.crash()
  await server.restart()
  const kept = await client.lrange('orders', 0, -1)
  const lost = acknowledged.length - kept.length
  const violation = lost > 0 ? `${lost} of ${acknowledged.length} orders are gone` : undefined
  return { snapshot, kept, violation }
}
