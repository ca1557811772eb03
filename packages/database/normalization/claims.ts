import { heardClaims } from '@lab/stage/claims'

const forms = 'src/forms/keeps-each-fact-once.test.ts'
const counter = 'src/counter/counts-each-like.test.ts'
const view = 'src/view/refresh.test.ts'

export const claims = heardClaims([
  {
    says: 'Normalization is about saving disk space.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It is about changes. One table has five anomalies: a rename reaches one of two rows, a product cannot be added without an order, deleting order 3 deletes the only mention of a product and of a customer.',
    shownBy: { scene: 'one-table', way: 'one-table', observed: 'breaks' },
  },
  {
    says: 'A list in a text column is fine, because like finds it.',
    heard: 'code reviews',
    truth: 'false',
    why: 'like ‘%11%’ finds 111, too. A value in a column of its own is compared as a whole, and has an index.',
    shownBy: { test: forms, title: 'has 5 anomalies' },
  },
  {
    says: 'Second normal form means that every table has an id.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It means that nothing depends on a part of a key. The key of a line is order and product, and the name depends on the product alone.',
    shownBy: { scene: 'steps', way: 'second-form', observed: 'breaks' },
  },
  {
    says: 'A table with a key of one column is in second normal form.',
    heard: 'interview answers',
    truth: 'true',
    why: 'Such a key has no parts. Third form may still be missing: orders, known by order_id, hold the city of a zip code twice.',
    shownBy: { test: forms, title: 'has 2 anomalies' },
  },
  {
    says: 'Third normal form ends the anomalies of this shop.',
    heard: 'interview answers',
    truth: 'true',
    why: 'Each of five changes is made in one place. The price is a join of six tables for the whole.',
    shownBy: { scene: 'third-form', way: 'third-form', observed: 'holds' },
  },
  {
    says: 'A table can be split by any column that both parts keep.',
    heard: 'interview answers',
    truth: 'false',
    why: 'The shared column must be a key of one part. Split by city, Grace gets the orders of Ada, who lives in the same city.',
    shownBy: { scene: 'lossless', way: 'split-by-city', observed: 'breaks' },
  },
  {
    says: 'A stored counter is right as long as it is written in the same transaction.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'On how it is written. Read and written, it loses a like in 140 of the 182 orders in which the statements of two users can run; with likes = likes + 1 in none of 50.',
    shownBy: { scene: 'read-then-write', way: 'read-then-write', observed: 'breaks' },
  },
  {
    says: 'A counter that is counted anew with each write mends itself.',
    heard: 'code reviews',
    truth: 'false',
    why: 'At read committed the subquery sees what was committed when the update began, also after it has waited: two users lose a like in 20 of the 50 orders in which their statements can run.',
    shownBy: { scene: 'recount', way: 'recount', observed: 'breaks' },
  },
  {
    says: 'A trigger keeps a stored counter right.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'On what removes the rows. It counts inserts and deletes, in each of the 14 orders in which two users can like; truncate fires no row trigger.',
    shownBy: { test: counter, title: 'does not hear of a truncate' },
  },
  {
    says: 'A materialized view is always up to date.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It shows what was true at its last refresh.',
    shownBy: { scene: 'materialized-view', way: 'materialized-view', observed: 'breaks' },
  },
  {
    says: 'Refreshing a materialized view does not disturb readers.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'On the word concurrently. A plain refresh makes them wait until it is committed; a concurrent one needs a unique index and lets them read the old rows.',
    shownBy: {
      test: view,
      title: 'lets readers read the old rows meanwhile when it is concurrent',
    },
  },
])
