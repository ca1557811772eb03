import { heardClaims } from '@lab/stage/claims'

export const claims = heardClaims([
  {
    says: 'When Redis is down the client throws, and the API answers 500.',
    heard: 'code reviews',
    truth: 'false',
    why: 'With the defaults of ioredis 6 nothing is thrown: the command waits in 3 of 3 outages, and the request of the user waits with it.',
    shownBy: { scene: 'defaults', way: 'defaults', observed: 'breaks' },
  },
  {
    says: 'enableOfflineQueue: false is enough, then no request waits.',
    heard: 'blog posts',
    truth: 'false',
    why: 'It refuses a command that finds no connection. A command that loses its connection, or gets no reply, still waits: 2 of 3 outages.',
    shownBy: {
      test: 'src/client/fails-fast.test.ts',
      title: 'leaves a command of a client with default options waiting, whatever happens',
    },
  },
  {
    says: 'With the offline queue off, retries off and a command timeout no request waits.',
    heard: 'client documentation',
    truth: 'true',
    why: 'Each option answers one outage: no connection, a lost connection, no reply. 0 of 3 outages let a command of ioredis 6 wait.',
    shownBy: { scene: 'all-three', way: 'all-three', observed: 'holds' },
  },
  {
    says: 'A command timeout alone is enough.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'No command waits for ever: 0 of 3. But each one waits out the timeout, also where the client knows at once that it has no connection.',
    shownBy: { scene: 'ways-compared', way: 'all-three', observed: 'holds' },
  },
  {
    says: 'When Redis is gone, fail open: it does no harm.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'All 30 of 30 requests pass where 20 a minute are allowed. For a courtesy limit that is right; a database behind the limiter gets the whole load.',
    shownBy: { scene: 'policies', way: 'fail-open', observed: 'breaks' },
  },
  {
    says: 'Failing closed is the safe choice.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'The limit holds, and 0 of 30 requests pass: the service is down whenever Redis is. It suits a limit on passwords or money.',
    shownBy: { scene: 'policies', way: 'fail-closed', observed: 'holds' },
  },
  {
    says: 'When the limiter is broken, answer 429.',
    heard: 'code reviews',
    truth: 'false',
    why: '429 says that the client sent too many requests. The client did nothing wrong, so the answer is 503: 30 of 30 when failing closed.',
    shownBy: { scene: 'policies', way: 'fail-closed', observed: 'holds' },
  },
  {
    says: 'A local limiter needs the same limit as the shared one.',
    heard: 'code reviews',
    truth: 'false',
    why: 'Four servers with the full limit allow four times as much. With a quarter each server allows 5 of 30, together 20.',
    shownBy: { scene: 'policies', way: 'local-share', observed: 'holds' },
  },
  {
    says: 'A timeout takes the request back.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The command may be on its way to a Redis that hangs, and counts when Redis goes on. A limiter then allows too few, which is the harmless side.',
    shownBy: {
      test: 'src/client/with-deadline.test.ts',
      title: 'gives up after its time when Redis hangs, and Redis counts the request all the same',
    },
  },
])
