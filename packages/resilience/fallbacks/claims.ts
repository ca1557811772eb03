import { heardClaims } from '@lab/stage/claims'

const test = 'src/answers-every-caller.test.ts'

export const claims = heardClaims([
  {
    says: 'An open breaker makes the service work without its dependency.',
    heard: 'interview answers',
    truth: 'false',
    why: 'An open breaker is an error, only a fast one: 20 of 20 callers get one. What they get instead is the fallback, and has to be decided.',
    shownBy: { scene: 'no-fallback', way: 'no-fallback', observed: 'breaks' },
  },
  {
    says: 'The last known value is a fallback.',
    heard: 'interview answers',
    truth: 'true',
    why: 'All 20 callers get the last price that was seen, and the answer says how old it is.',
    shownBy: { scene: 'last-known-price', way: 'last-known-price', observed: 'holds' },
  },
  {
    says: 'With the last known value there is always an answer.',
    heard: 'code reviews',
    truth: 'false',
    why: 'A process that has just started has seen none. It gets the error, unless the values are stored outside of the process.',
    shownBy: { test, title: 'gives the error when it has seen no price' },
  },
  {
    says: 'An old value is better than an error.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'Up to an age that the product owner decides, here 60 s. After that the caller gets the error, and knows that it has no price.',
    shownBy: { test, title: 'gives the error when the last price is too old' },
  },
  {
    says: "opossum's option cache is a fallback.",
    heard: 'tutorials',
    truth: 'false',
    why: 'In opossum 10 it answers instead of a service that is well (1 of 5 calls reaches it), and is empty after its time to live: then 20 of 20 callers get an error.',
    shownBy: { scene: 'cache-option', way: 'cache-option', observed: 'breaks' },
  },
  {
    says: 'A default answers also right after the start.',
    heard: 'interview answers',
    truth: 'true',
    why: 'It needs no earlier answer. All 20 callers get it, marked as a default.',
    shownBy: { scene: 'default-price', way: 'default-price', observed: 'holds' },
  },
  {
    says: 'A fallback runs only while the breaker is open.',
    heard: 'documentation',
    truth: 'false',
    why: 'opossum 10 asks for it after every failed call too, so that the first ten callers of an outage get a price as well.',
    shownBy: { test, title: 'answers calls that fail and calls that are refused' },
  },
  {
    says: 'With a fallback the breaker sees no failures and never opens.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The failed call counts before the fallback answers: after ten failures it is open, and every caller has had a price.',
    shownBy: { test, title: 'opens after ten failures, although every caller gets an answer' },
  },
])
