import { heardClaims } from '@lab/stage/claims'

const test = 'src/one-probe/shared-breaker.test.ts'

export const claims = heardClaims([
  {
    says: 'Each process has its own breaker, and that is enough.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'Four processes let four times the calls through until all refuse, 40 instead of 10, and send four probes. At ten calls a second no process sees enough of them, and none opens.',
    shownBy: { scene: 'breaker-per-process', way: 'breaker-per-process', observed: 'breaks' },
  },
  {
    says: 'A breaker in Redis also opens when each process has little traffic.',
    heard: 'interview answers',
    truth: 'true',
    why: 'The calls of all processes are counted together: of 40 calls at ten a second 11 reach the service instead of 40.',
    shownBy: { scene: 'shared-breaker', way: 'shared-breaker', observed: 'holds' },
  },
  {
    says: 'State in Redis makes a breaker safe for many processes.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'Only when reading and deciding are one step. As two commands they send two probes in 140 of 148 orders; as one script in none.',
    shownBy: { scene: 'one-probe', way: 'check-then-set', observed: 'breaks' },
  },
  {
    says: 'A Lua script runs without other commands in between.',
    heard: 'manuals',
    truth: 'true',
    why: 'Redis 7 runs one command or script at a time: in all 6 orders of two processes and all 240 of four there is one probe.',
    shownBy: { scene: 'one-probe', way: 'shared-breaker', observed: 'holds' },
  },
  {
    says: 'When the process that probes dies, the breaker is stuck in half-open.',
    heard: 'code reviews',
    truth: 'false',
    why: 'Its permit ends after the probe timeout. Then another process probes, and a report of the first one changes nothing.',
    shownBy: {
      test,
      title:
        'lets another process probe when the first does not report, and then hears only the other',
    },
  },
  {
    says: 'A call that began before the breaker opened may open or close it when it ends.',
    heard: 'code reviews',
    truth: 'false',
    why: 'Each change of state has a number, the epoch. A call reports under the epoch in which it began, and an older one is ignored.',
    shownBy: { test, title: 'is not opened in half-open by a failure from before' },
  },
  {
    says: 'When Redis is down, a breaker in Redis refuses every call.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It is written to let them through: without Redis there is no breaker, and the timeout of the call still holds.',
    shownBy: { test, title: 'lets calls through when Redis is gone' },
  },
  {
    says: 'The clocks of the processes must agree.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The script takes the time from Redis, so that all processes use one clock.',
    shownBy: { test, title: "uses Redis's own clock" },
  },
])
