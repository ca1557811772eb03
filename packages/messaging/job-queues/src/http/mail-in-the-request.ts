// Sends the mail, and then answers. BREAKS: the client waits for another company; when that is down,
// the client gets an error, and the mail is lost.
import { sendMail } from '../mail/send-mail.ts'
import type { PlaceOrder } from './open-api.ts'

export const mailInTheRequest: PlaceOrder = async ({ mailUrl }, email, response) => {
  await sendMail(mailUrl, email)
  response.status(201).json({ mail: 'sent' })
}
