// The id of the job goes along as the key of the mail: the provider sends it once, however often it
// is asked. Costs a provider that stores keys. The token keeps the late worker from the job's row.
import { sendMail } from '../mail/send-mail.ts'
import { complete } from '../queue/complete.ts'
import type { RunNextJob } from './worker.ts'

export const idempotencyKey: RunNextJob = async (worker) => {
  const job = await worker.take()
  if (job === undefined) return 'idle'
  await worker.pauseBeforeMail()
  await sendMail(worker.mailUrl, job.email, { idempotencyKey: `job-${job.id}` })
  return complete(worker.pool, job)
}
