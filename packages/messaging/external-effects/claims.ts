import { heardClaims } from '@lab/stage/claims'

const contract = 'src/mails-each-payment-once.test.ts'

export const claims = heardClaims([
  {
    says: 'Send the mail after the commit, then nothing can go wrong.',
    heard: 'code reviews',
    truth: 'false',
    why: 'A crash between commit and mail loses the mail: the next delivery finds the payment charged and sends nothing. 1 of 9 places to die breaks the promise.',
    shownBy: { scene: 'mail-after-commit', way: 'mail-after-commit', observed: 'breaks' },
  },
  {
    says: 'Send the mail inside the transaction, then both happen or neither.',
    heard: 'code reviews',
    truth: 'false',
    why: 'A crash before the commit rolls the charge back and not the mail. The next delivery sends a second mail.',
    shownBy: { scene: 'mail-in-transaction', way: 'mail-in-transaction', observed: 'breaks' },
  },
  {
    says: 'An effect outside the database needs a key that the other side stores.',
    heard: 'interview answers',
    truth: 'true',
    why: 'The provider is asked twice and sends once, because it stores the idempotency key: 0 of 9 orders break.',
    shownBy: { scene: 'mail-with-key', way: 'mail-with-key', observed: 'holds' },
  },
  {
    says: 'With an idempotency key the provider is asked only once.',
    heard: 'interview answers',
    truth: 'false',
    why: 'The request is repeated after a crash all the same: 2 requests, 1 mail. The key makes the second one harmless.',
    shownBy: {
      test: contract,
      title: 'asks the provider twice when the worker dies between the mail and the commit',
    },
  },
  {
    says: 'A random UUID for each request is a good idempotency key.',
    heard: 'code reviews',
    truth: 'false',
    why: 'A retry after a crash gets another UUID, and the provider sends a second mail. The key must come from the payment.',
    shownBy: { scene: 'mail-with-new-key', way: 'mail-with-new-key', observed: 'breaks' },
  },
  {
    says: 'An inbox table makes the whole handler run once.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It covers what commits with it. The handler with the inbox is interrupted after the mail, runs again and mails twice.',
    shownBy: { scene: 'mail-in-transaction', way: 'mail-in-transaction', observed: 'breaks' },
  },
  {
    says: 'When the transaction is rolled back, so is what the handler did.',
    heard: 'interview answers',
    truth: 'false',
    why: 'The rollback takes the charge back: 0 charged. The mail was sent.',
    shownBy: { test: contract, title: 'stays sent when the transaction is rolled back' },
  },
  {
    says: 'An idempotency key protects for ever.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'As long as the provider stores it, often a day. A retry after that is a new mail.',
    shownBy: { test: contract, title: 'is sent again when the provider has forgotten its key' },
  },
])
