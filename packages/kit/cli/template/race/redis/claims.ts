import { heardClaims } from '@lab/stage/claims'

const test = 'src/compares-three-guesses.test.ts'

export const claims = heardClaims([
  {
    says: 'Redis runs one command at a time, so reading and then counting is safe.',
    heard: 'interview answers',
    truth: 'false',
    why: 'One command is atomic, two are not: in 4 of 6 orders both guesses read 2 and a fourth guess is compared.',
    shownBy: { scene: 'get-then-increment', way: 'get-then-increment', observed: 'breaks' },
  },
  {
    says: 'incr gives each caller a number of its own.',
    heard: 'manuals',
    truth: 'true',
    why: 'It adds and returns the sum in one command: 0 of 2 orders break on Redis 7.',
    shownBy: { scene: 'increment-then-check', way: 'increment-then-check', observed: 'holds' },
  },
  {
    says: 'Counting before the check changes nothing else.',
    heard: 'code reviews',
    truth: 'false',
    why: 'Refused guesses count too: after five guesses the counter is at 5. Here that is wanted; for a stock of tickets it would not be.',
    shownBy: { test, title: 'counts a refused guess too' },
  },
  {
    says: 'incr keeps the time limit that the counter should have.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'It keeps the limit of a key that is there. A key that it makes itself has none: its ttl is -1.',
    shownBy: { test, title: 'makes a key without an end when there is none' },
  },
  {
    says: 'set with EX and NX before incr ends the count after the first guess, not after the last one.',
    heard: 'interview answers',
    truth: 'true',
    why: 'NX leaves a key that is there alone, with its time limit.',
    shownBy: {
      test,
      title: 'lets the count end ten minutes after the first guess, whenever the last one comes',
    },
  },
  {
    says: 'WATCH locks the key.',
    heard: 'interview answers',
    truth: 'false',
    why: 'The other client writes without waiting. The EXEC of the watching client then answers null and runs nothing.',
    shownBy: { test, title: 'answers null and runs nothing when a watched key has changed' },
  },
  {
    says: 'WATCH with a loop makes read, decide and write safe.',
    heard: 'manuals',
    truth: 'true',
    why: 'A guess whose key has changed reads again: 0 of 20 orders break.',
    shownBy: { scene: 'watched-key', way: 'watched-key', observed: 'holds' },
  },
  {
    says: 'A rule over a counter needs a Lua script.',
    heard: 'blog posts',
    truth: 'false',
    why: 'One incr whose answer is read is enough. A script or WATCH is for rules that need more than one number.',
    shownBy: { scene: 'ways-compared', way: 'increment-then-check', observed: 'holds' },
  },
])
