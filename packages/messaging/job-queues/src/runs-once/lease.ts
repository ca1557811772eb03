// Takes a job for 30 seconds, mails, and marks it as done. A dead worker's job becomes free again.
// BREAKS: a worker that is slower than that mails beside the next one.
import { sendMail } from '../mail/send-mail.ts'
import type { RunNextJob } from './worker.ts'

export const lease: RunNextJob = async (worker) => {
  const job = await worker.take()
  if (job === undefined) return 'idle'
  await worker.pauseBeforeMail()
  // RACE: the lease has ended, and another worker has the job.
  await sendMail(worker.mailUrl, job.email)
  await worker.pool.query(`update jobs set state = 'done' where id = $1`, [job.id])
  return 'done'
}
