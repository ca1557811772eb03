// Marks the job as done, by its token, and only then mails: a late worker is refused before it mails.
// BREAKS: a worker that dies in between has completed the job, and no worker sends the mail.
import { sendMail } from '../mail/send-mail.ts'
import { complete } from '../queue/complete.ts'
import type { RunNextJob } from './worker.ts'

export const completeBeforeMail: RunNextJob = async (worker) => {
  const job = await worker.take()
  if (job === undefined) return 'idle'
  await worker.pauseBeforeMail()
  const answer = await complete(worker.pool, job)
  if (answer === 'done') await sendMail(worker.mailUrl, job.email)
  return answer
}
