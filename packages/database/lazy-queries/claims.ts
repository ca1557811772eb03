import { heardClaims } from '@lab/stage/claims'

export const claims = heardClaims([
  {
    says: 'I called insert on the query builder, so the row is inserted.',
    heard: 'code reviews',
    truth: 'false',
    why: 'Knex 3.3 sends a statement when its result is asked for. Without await 0 inserts go out, and no error reports it.',
    shownBy: { scene: 'unawaited-builder', way: 'unawaited-builder', observed: 'breaks' },
  },
  {
    says: 'A query builder is a promise.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It has a method called "then", so await works. But a promise settles once, and a builder runs again at each await: 2 inserts for 2 awaits.',
    shownBy: { scene: 'builder-awaited-twice', way: 'builder-awaited-twice', observed: 'breaks' },
  },
  {
    says: 'The promise of pool.query may be awaited as often as one likes.',
    heard: 'interview answers',
    truth: 'true',
    why: 'pool.query of pg sends its statement when it is called, once. Awaiting the promise again only reads the result.',
    shownBy: { scene: 'builder-awaited-twice', way: 'promise-awaited-twice', observed: 'holds' },
  },
  {
    says: 'A lazy query has to be sent again at each await.',
    heard: 'code reviews',
    truth: 'false',
    why: 'Knex does so. A query that keeps the promise of its first await is sent at that await, and not again: 1 insert for 2 awaits.',
    shownBy: { scene: 'builder-awaited-twice', way: 'remembered-promise', observed: 'holds' },
  },
  {
    says: 'To send a query once, remember its rows.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The rows are there only after the reply, so a second caller that asks earlier sends again. Remember the promise: 1 statement for 2 awaits at once, also when it fails.',
    shownBy: {
      test: 'src/one-view/records-one-view.test.ts',
      title: 'sends once for two that ask before the reply',
    },
  },
  {
    says: 'A log line does not change what a program does.',
    heard: 'code reviews',
    truth: 'false',
    why: 'A log function that awaits its argument asks a builder for its result, and that sends the insert: 2 rows with the line, 1 without.',
    shownBy: { scene: 'logged-builder', way: 'logged-builder', observed: 'breaks' },
  },
  {
    says: "Printing a builder's SQL sends it.",
    heard: 'code reviews',
    truth: 'false',
    why: 'toQuery and toSQL of Knex only write the text down. (In other libraries printing does run it: a Django queryset runs when it is printed.)',
    shownBy: { scene: 'logged-builder', way: 'logged-text', observed: 'holds' },
  },
  {
    says: 'Without await the statement runs in the background.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'A builder without await is not sent at all. With catch it is sent, because catch calls the method "then". The statement of pool.query is sent either way.',
    shownBy: { scene: 'caught-builder', way: 'caught-builder', observed: 'holds' },
  },
  {
    says: 'A statement that is written between begin and commit belongs to the transaction.',
    heard: 'code reviews',
    truth: 'false',
    why: 'A builder is sent where it is awaited. If that is after the commit, Knex refuses it: the transaction is already complete.',
    shownBy: { scene: 'awaited-after-commit', way: 'awaited-after-commit', observed: 'breaks' },
  },
  {
    says: 'A base query can be kept and refined in a loop.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The method "where" changes the builder itself. The second turn asks for rows with both paths and finds 0 of 2. Refine a clone.',
    shownBy: { scene: 'built-in-a-loop', way: 'refined-in-a-loop', observed: 'breaks' },
  },
  {
    says: 'An async function can return a builder, and its caller refines it further.',
    heard: 'code reviews',
    truth: 'false',
    why: 'An async function resolves what it returns, and for an object with a method "then" that means to call it: the statement is sent, and the caller gets the rows.',
    shownBy: {
      test: 'src/sent-after-each-line.test.ts',
      title: 'is sent by the async function that returns it, and the caller gets the result',
    },
  },
  {
    says: 'The error of a statement is thrown where the statement is written.',
    heard: 'interview answers',
    truth: 'false',
    why: 'A builder with a column that does not exist is built without a complaint. PostgreSQL answers 42703 where it is awaited.',
    shownBy: {
      test: 'src/sent-after-each-line.test.ts',
      title: 'reports a misspelt column only where it is awaited',
    },
  },
])
