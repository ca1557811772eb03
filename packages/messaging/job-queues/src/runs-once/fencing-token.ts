// A lease, and a token: the job is marked as done only if no other worker has taken it meanwhile.
// BREAKS: the queue refuses the late worker, and its mail is out by then.
import { sendMail } from '../mail/send-mail.ts'
import { complete } from '../queue/complete.ts'
import type { RunNextJob } from './worker.ts'

export const fencingToken: RunNextJob = async (worker) => {
  const job = await worker.take()
  if (job === undefined) return 'idle'
  await worker.pauseBeforeMail()
  await sendMail(worker.mailUrl, job.email)
  return complete(worker.pool, job)
}
