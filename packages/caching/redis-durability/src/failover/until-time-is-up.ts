import type { Redis } from 'ioredis'
import { until } from '../until.ts'

/**
 * Ends each WAIT that cannot succeed, as its time limit would: when the replicas in step have all
 * that was written, no further one will confirm.
 *
 * @param inStep How many replicas apply what the primary sends.
 */
export async function untilTimeIsUp<Value>(
  answer: Promise<Value>,
  control: Redis,
  inStep: number,
): Promise<Value> {
  let isOver = false
  const over = () => void (isOver = true)
  answer.then(over, over)
  await until('the write is answered, or waits', async () => {
    if (isOver || (await waiting(control)).length === 0) return isOver
    await control.set('later', 'than the write that waits')
    await control.wait(inStep, 0)
    for (const id of await waiting(control)) await control.client('UNBLOCK', id)
    return false
  })
  return answer
}

/** The clients that a WAIT blocks now. */
export async function waiting(control: Redis): Promise<number[]> {
  const list = String(await control.client('LIST')).split('\n')
  return list
    .filter((line) => /flags=\w*b.* cmd=wait /.test(line))
    .map((line) => Number(/^id=(\d+)/.exec(line)![1]))
}
