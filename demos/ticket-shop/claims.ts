import { heardClaims } from '@lab/stage/claims'

// Each part of the shop is left out once, and a promise breaks.
const trial = {
  test: 'trial/run-trial.test.ts',
  title: 'breaks a promise without $omission: $promise',
}

export const claims = heardClaims([
  {
    says: 'A circuit breaker, a saga, an inbox: with all of them the shop survives anything.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'The trial strikes with 17 kinds of faults while buyers buy, and the audit finds no broken promise. What it does not strike with is not shown.',
    shownBy: { scene: 'sold-out', way: 'ticket-shop', observed: 'holds' },
  },
  {
    says: 'Clients that retry need an idempotency key.',
    heard: 'interview answers',
    truth: 'true',
    why: 'Without it the retry after an API process was killed is a second order, and the buyer is charged twice.',
    shownBy: trial,
  },
  {
    says: 'A key that comes again with another body is answered as before.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It is refused, and the key stays with its first body: a key names one request.',
    shownBy: {
      test: 'src/orders/order-routes.test.ts',
      title: 'refuses a key with another body, and leaves it to other buyers',
    },
  },
  {
    says: 'A command without a reply is sent again every few seconds until there is one.',
    heard: 'designs of sagas',
    truth: 'false',
    why: 'Once the receivers fall behind, every waiting order adds a repetition every few seconds, and they read little else. Each repetition has to come later than the one before.',
    shownBy: {
      test: 'src/saga/claim-due.test.ts',
      title: 'lends an order twice as long each time that it is taken again, up to 16 times',
    },
  },
  {
    says: 'The consumer commits its offset, so it needs no inbox.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It dies between its commit in PostgreSQL and that of the offset, and issues tickets again: without the inbox a seat has two.',
    shownBy: trial,
  },
  {
    says: 'Publish the event after the commit; an outbox is not needed.',
    heard: 'code reviews',
    truth: 'false',
    why: 'A consumer that is killed in between loses the event, and the order waits for ever.',
    shownBy: trial,
  },
  {
    says: 'With instrumented libraries a trace follows an order through the whole system.',
    heard: 'interview answers',
    truth: 'false',
    why: 'They put it into the headers of requests and Kafka records. Work that a process picks up from a row, of an outbox or a saga, begins a new trace unless the row names the old one.',
    shownBy: {
      test: 'trial/order-trace.test.ts',
      title: 'does not go on from a row that does not name it',
    },
  },
  {
    says: 'Payouts are computed from a report, so they need no isolation level.',
    heard: 'code reviews',
    truth: 'false',
    why: 'Two requests at the same time both find the sum unpaid: without serializable an organiser is paid twice.',
    shownBy: {
      test: 'src/payouts/pay-out.test.ts',
      title: 'pays twice without isolation levels',
    },
  },
  {
    says: 'A refresh token that is used twice is a mistake of the client.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'A reply may be lost, two tabs may refresh at once, or the token may be stolen. Within ten seconds a used token gets the same new pair, in every order of two and of three requests. Used later, it ends all refresh tokens of that log-in.',
    shownBy: {
      test: 'src/accounts/refresh-session.test.ts',
      title: 'gives the same pair again to a retry whose reply was lost',
    },
  },
  {
    says: 'When Redis is gone, let all requests through.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Each process counts by itself then, with its share of the limit, whether Redis is gone or hangs.',
    shownBy: {
      test: 'src/http/limit-requests.test.ts',
      title: 'counts by itself while Redis is %s',
    },
  },
  {
    says: 'bcrypt takes passwords of any length.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It forgets what comes after 72 bytes, so that another password would fit too. The shop refuses longer ones.',
    shownBy: {
      test: 'src/accounts/password.test.ts',
      title: 'refuses what bcrypt would forget, as it does what comes after 72 bytes',
    },
  },
])
