import type { Redis } from 'ioredis'

export interface Taken {
  job: string
}

interface JobQueue {
  add(job: string): Promise<void>
  take(): Promise<Taken | undefined>
  finish(taken: Taken): Promise<boolean>
  recover(dead: string): Promise<number>
}

export type Open = (redis: Redis, worker: string) => JobQueue

/** Only these jobs are in the queue, all of them free. */
export async function begin(open: Open, plain: Redis, jobs: readonly string[]): Promise<void> {
  await plain.flushdb()
  for (const job of jobs) await open(plain, 'site').add(job)
}

/** The jobs that are free. */
export async function drain(open: Open, plain: Redis): Promise<string[]> {
  const worker = open(plain, 'the last worker')
  const jobs: string[] = []
  while (jobs.length < 200) {
    const taken = await worker.take()
    if (taken === undefined) break
    jobs.push(taken.job)
  }
  return jobs
}
