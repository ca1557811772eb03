import { comparedRaces, comparison, concept, raceScene } from '@lab/stage'
import type { RaceScene, Scene } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  mailAfterCommit,
  mailInTransaction,
  mailsEachPaymentOnce,
  mailWithKey,
  mailWithNewKey,
  startMailProvider,
} from './src/index.ts'
import type { ChargeAndMail } from './src/index.ts'
import { openPayments } from './src/open-payments.ts'

/** The payments, their servers for the first line of the demo, and a company that sends mail. */
async function open() {
  const payments = await openPayments()
  const { db, bus } = payments
  return { db, bus, payments, mail: await startMailProvider() }
}

type World = Awaited<ReturnType<typeof open>>

const promise = 'each payment is charged and mailed once'

/** One scene for each way; its worker dies at each step in turn. */
function mailingScene(
  way: string,
  chargeAndMail: ChargeAndMail,
  scene: Omit<RaceScene<World>, 'way' | 'promise'>,
): Scene<World> {
  const race = ({ payments, mail }: World) => mailsEachPaymentOnce(payments, mail, chargeAndMail)
  return raceScene(race, { way, promise, ...scene })
}

export const demo = concept<World>(manifest, {
  open,
  ahead: true,
  headline: ['mail-after-commit', 'mail-with-key', 'ways-compared'],
  scenes: [
    mailingScene('mail-after-commit', mailAfterCommit, {
      title: 'The mail is sent after the commit, and is lost',
      say: 'A worker is given a payment by Kafka. It stores the id and charges the account in one transaction, then asks the mail provider, which is another company. The worker dies at each of its steps in turn, and a new worker is given the payment again.',
      claim: 'breaks',
      play: { title: 'The worker dies after the commit: charged, and never mailed' },
      text: 'The new worker finds the payment charged, so it sends nothing: at most once.',
    }),
    mailingScene('mail-in-transaction', mailInTransaction, {
      title: 'The mail is sent before the commit, and is sent twice',
      say: 'The same work, but the mail is sent inside the transaction.',
      claim: 'breaks',
      play: { title: 'The worker dies before the commit: charged once, mailed twice' },
      text: 'The crash rolls the charge back, and not the mail. The new worker charges and mails again: at least once.',
    }),
    mailingScene('mail-with-key', mailWithKey, {
      title: 'The mail has an idempotency key',
      say: 'The mail is sent inside the transaction, with the id of the payment as its idempotency key.',
      claim: 'holds',
      play: {
        title: 'The worker dies before the commit, and the provider knows the key',
        schedule: 'worker×6 crash(worker)',
      },
      text: 'The provider is still asked twice. It stores the key, so it sends one mail.',
    }),
    mailingScene('mail-with-new-key', mailWithNewKey, {
      title: 'Each attempt has a key of its own',
      say: 'Again with a key, but it is a random UUID, made for each request.',
      claim: 'breaks',
      play: { title: 'The new worker sends the same mail under another key' },
      text: 'A key must name what is done, not the attempt: the provider takes another key for another mail.',
    }),
    comparison<World>({
      promise,
      best: 'mail-with-key',
      answer:
        'Say: "My transaction does not include the mail provider, so one of the two comes first and a crash falls in between. After the commit the mail can be lost, before it the mail can be sent twice. I choose twice, and make the second request harmless: the id of the payment goes along as an idempotency key, and the provider stores it. If it stores no keys, there is no exactly once, and I say which of the two we accept."',
      ways: ({ payments, mail }) => {
        const race = (way: ChargeAndMail) => mailsEachPaymentOnce(payments, mail, way)
        return comparedRaces([
          {
            way: 'mail-after-commit',
            race: race(mailAfterCommit),
            claim: 'breaks',
            price: 'charged, and no mail',
          },
          {
            way: 'mail-in-transaction',
            race: race(mailInTransaction),
            claim: 'breaks',
            price: 'charged once, two mails',
          },
          {
            way: 'mail-with-new-key',
            race: race(mailWithNewKey),
            claim: 'breaks',
            price: 'charged once, two mails',
          },
          {
            way: 'mail-with-key',
            race: race(mailWithKey),
            claim: 'holds',
            price: 'a provider that stores keys',
          },
        ])
      },
    }),
  ],
})
