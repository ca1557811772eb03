// Keeps the job's row locked until the mail is out: there is no lease that ends. Costs a connection
// and a transaction that stay open for as long as the work takes.
// BREAKS: a worker that dies before its commit has sent a mail that nothing rolls back.
import { inTransaction } from '@lab/servers/in-transaction'
import { sendMail } from '../mail/send-mail.ts'
import type { RunNextJob } from './worker.ts'

export const rowLock: RunNextJob = ({ pool, mailUrl, nowMs, pauseBeforeMail }) =>
  inTransaction(pool, async (client) => {
    const { rows } = await client.query(
      `select id, email from jobs where state = 'open' and visible_at_ms <= $1
       order by priority, id limit 1 for update skip locked`,
      [nowMs()],
    )
    if (rows.length === 0) return 'idle'
    await pauseBeforeMail()
    await sendMail(mailUrl, rows[0].email)
    await client.query(`update jobs set state = 'done' where id = $1`, [rows[0].id])
    return 'done'
  })
