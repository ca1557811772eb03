import { heardClaims } from '@lab/stage/claims'

export const claims = heardClaims([
  {
    says: 'A data loader collects what is asked for in one tick into one query.',
    heard: 'GraphQL tutorials',
    truth: 'true',
    why: 'With DataLoader 2 the posts of 100 users take one statement, the same that is written by hand.',
    shownBy: { scene: 'batching-loader', way: 'batching-loader', observed: 'holds' },
  },
  {
    says: 'A GraphQL resolver that sends one query is efficient.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The library calls it once for each user of the list: 100 users, 100 statements.',
    shownBy: { scene: 'query-per-resolver', way: 'query-per-resolver', observed: 'breaks' },
  },
  {
    says: 'A data loader makes it safe to await inside of a loop.',
    heard: 'GraphQL tutorials',
    truth: 'false',
    why: 'The loop asks for the next user only when it has the last one, so every batch has one id: 100 statements.',
    shownBy: { scene: 'awaited-loader', way: 'awaited-loader', observed: 'breaks' },
  },
  {
    says: 'A data loader guarantees one query for each request.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It sends one after each callback of the event loop in which it was asked. When 50 of 100 resolvers each wait for an answer first, there are 51 (Node 26, DataLoader 2.2).',
    shownBy: { scene: 'uneven-awaits', way: 'uneven-awaits', observed: 'breaks' },
  },
  {
    says: 'One loader for the whole server is a free cache.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It keeps what it has loaded as long as it lives: the second request shows 1 post where 2 are there.',
    shownBy: { scene: 'loader-cache', way: 'shared-loader', observed: 'breaks' },
  },
  {
    says: 'A loader for each request shows what is there.',
    heard: 'GraphQL tutorials',
    truth: 'true',
    why: 'What it remembers goes with the request. Within one request it still answers from its memory.',
    shownBy: { scene: 'loader-cache', way: 'loader-per-request', observed: 'holds' },
  },
  {
    says: 'A loader asked twice for one id within a request sends two queries.',
    heard: 'interview answers',
    truth: 'false',
    why: 'The second call gets the promise of the first one, also when the batch was sent long ago: 0 statements.',
    shownBy: {
      test: 'src/one-batch/create-posts-loader.test.ts',
      title: 'does not ask again for what it has loaded',
    },
  },
  {
    says: 'The batch function may return the rows as the database gives them.',
    heard: 'code reviews',
    truth: 'false',
    why: 'A loader takes the n-th value for the n-th id. The function must return one value for each id, in the order of the ids, and an empty list for a user without posts.',
    shownBy: {
      test: 'src/one-batch/create-posts-loader.test.ts',
      title: 'gives the posts to the users who asked, in any order of the rows',
    },
  },
])
