// Writes the job, and answers 202: accepted, not done. Costs a worker that sends the mail, and a
// place where the client can ask what became of it.
import { add } from '../queue/add.ts'
import type { PlaceOrder } from './open-api.ts'

export const answerAtOnce: PlaceOrder = async ({ pool }, email, response) => {
  const id = await add(pool, { email })
  response.status(202).location(`/jobs/${id}`).json({ mail: 'queued' })
}
