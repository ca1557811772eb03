import { heardClaims } from '@lab/stage/claims'

export const claims = heardClaims([
  {
    says: 'INCR is atomic, so the counter is safe.',
    heard: 'interview answers',
    truth: 'false',
    why: 'INCR is. EXPIRE is a second command, and a crash between the two locks the user out for ever: 2 of 9 orders.',
    shownBy: { scene: 'incr-then-expire', way: 'incr-then-expire', observed: 'breaks' },
  },
  {
    says: 'INCR and EXPIRE in two commands let too many requests through.',
    heard: 'interview answers',
    truth: 'false',
    why: 'The count is right in all 18 orders of three requests for two. What is lost is the time to live.',
    shownBy: {
      test: 'src/allows-exactly-limit.test.ts',
      title: 'holds for INCR and EXPIRE in all 18 orders: the count was never the problem',
    },
  },
  {
    says: 'A MULTI counts and sets the time to live in one step.',
    heard: 'interview answers',
    truth: 'true',
    why: 'Redis runs the queued commands together at EXEC, or none of them: 0 of 4 orders with a crash of the client leave a key that never expires.',
    shownBy: { scene: 'set-and-incr-in-multi', way: 'set-and-incr-in-multi', observed: 'holds' },
  },
  {
    says: 'Only a Lua script is atomic.',
    heard: 'blog posts',
    truth: 'false',
    why: 'SET with PX and NX, then INCR, in one MULTI is as safe. A script is needed when a command depends on the reply of another one.',
    shownBy: { scene: 'ways-compared', way: 'set-and-incr-in-multi', observed: 'holds' },
  },
  {
    says: 'A Lua script closes the gap between INCR and EXPIRE.',
    heard: 'interview answers',
    truth: 'true',
    why: 'The script arrives as one command and runs without another in between: 0 of 4 orders with a crash of the client.',
    shownBy: { scene: 'on-the-wire', way: 'lua-script', observed: 'holds' },
  },
  {
    says: 'EXPIRE with NX on every request repairs a key that has no time to live.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'The next request repairs it. When no request comes after the crash, the key stays for ever: 1 of 3 orders of Redis 7.',
    shownBy: { scene: 'expire-nx', way: 'expire-nx', observed: 'breaks' },
  },
  {
    says: 'Set the key with its time to live first, then count: that is safe without a MULTI.',
    heard: 'blog posts',
    truth: 'false',
    why: 'It survives every crash. But the key can expire before INCR, which creates it without a time to live: 1 of 3 orders.',
    shownBy: { scene: 'set-then-incr', way: 'set-then-incr', observed: 'breaks' },
  },
  {
    says: 'Calling EXPIRE on every request does no harm.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It moves the end of the window each time, so a user who keeps asking stays refused. EXPIRE ... NX (Redis 7) leaves the end where it is.',
    shownBy: {
      test: 'src/allows-exactly-limit.test.ts',
      title: 'refuses a user who keeps asking for ever, because it moves the end of the window',
    },
  },
  {
    says: 'A crash can happen in the middle of a MULTI.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Until EXEC arrives Redis has only queued the commands. It drops them when the connection closes before that.',
    shownBy: {
      test: 'src/expires-every-key.test.ts',
      title: 'is dropped when its connection closes before EXEC',
    },
  },
])
