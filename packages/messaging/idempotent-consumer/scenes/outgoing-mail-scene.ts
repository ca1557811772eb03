import { showRace } from '@lab/stage'
import type { Scene } from '@lab/stage'
import {
  mailAfterCommit,
  mailInTransaction,
  mailsEachPaymentOnce,
  mailWithKey,
} from '../src/index.ts'
import type { World } from './open-world.ts'

export const outgoingMailScene: Scene<World> = {
  id: 'outgoing-mail',
  title: 'An effect outside the database',
  async play(stage, { payments, mail }) {
    await stage.say(
      'The payer gets a mail. The provider is another company: no transaction reaches it.',
    )
    await showRace(stage, mailsEachPaymentOnce(payments, mail, mailAfterCommit), {
      way: 'mail-after-commit',
      claim: 'breaks',
      play: { title: 'The worker dies after the commit: paid, and never told' },
      text: 'The second delivery is seen before, so the mail is never sent: at most once.',
    })
    await showRace(stage, mailsEachPaymentOnce(payments, mail, mailInTransaction), {
      way: 'mail-in-transaction',
      claim: 'breaks',
      play: { title: 'The worker dies before the commit: told twice' },
      text: 'Sent before the commit, the mail is sent again with the next delivery: at least once.',
    })
    await showRace(stage, mailsEachPaymentOnce(payments, mail, mailWithKey), {
      way: 'mail-with-key',
      claim: 'holds',
      play: {
        title: 'The same death; the provider knows the key',
        schedule: 'worker×6 crash(worker)',
      },
      text: 'It is still asked twice. The provider, which keeps the key, sends once.',
    })
  },
}
