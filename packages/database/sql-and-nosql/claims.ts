import { heardClaims } from '@lab/stage/claims'

const asked = 'src/shapes/ask-all.test.ts'
const required = 'src/attribute/requires-energy-class.test.ts'
const rewritten = 'src/rewrite/cost-of-one-key.test.ts'

export const claims = heardClaims([
  {
    says: 'A document store is faster than a relational database.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'On the question. In PostgreSQL 18 for both, the page of a product is 3 blocks of 8 kB instead of 21, a list of 77 products 44 instead of 9, the rename of a brand 500 instead of 4.',
    shownBy: { scene: 'documents', way: 'documents', observed: 'breaks' },
  },
  {
    says: 'A relational database has to send many statements for one page.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Six tables are one statement, which answers with one row: json_agg makes lists of the variants and reviews. Many statements are a habit of code, see N+1.',
    shownBy: { test: asked, title: 'joins for a page, and renames in one row' },
  },
  {
    says: 'A relationship needs a graph database.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Two steps of "bought together" are one statement in three shapes of five, for 9 blocks as a graph and 13 as a table with a join. Key-value and wide rows need two.',
    shownBy: {
      test: asked,
      title: 'reads the fewest blocks for two steps, and looks up 160 reviews one by one',
    },
  },
  {
    says: 'Everything in a graph is the general answer: any question is a path.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'Every question is one statement here, and each review a node to look up: the rating of a brand is 564 blocks in PostgreSQL, against 85 in tables.',
    shownBy: { scene: 'five-shapes', way: 'graph', observed: 'holds' },
  },
  {
    says: 'In a wide-column store, design a table for each query.',
    heard: 'interview answers',
    truth: 'true',
    why: 'A statement names its partitions. The ratings of a brand are 7 blocks, because each review was written to a second partition; a rename changes a row of each of the 40 products.',
    shownBy: { test: asked, title: 'reads one partition for each question that was foreseen' },
  },
  {
    says: 'NoSQL has no schema, so there is nothing to migrate.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Old documents have the old shape until they are changed: two of two old products are without the new key, and every reader has to know.',
    shownBy: { scene: 'new-attribute', way: 'no-check', observed: 'breaks' },
  },
  {
    says: 'PostgreSQL cannot enforce the schema of a jsonb column.',
    heard: 'interview answers',
    truth: 'false',
    why: 'A check does, for old documents and new ones: a document without the key is refused with 23514.',
    shownBy: { scene: 'new-attribute', way: 'check-is-true', observed: 'holds' },
  },
  {
    says: `check (body ->> 'energyClass' in ('A', 'B', 'C')) makes the key required.`,
    heard: 'code reviews',
    truth: 'false',
    why: 'Without the key the comparison is null, and a check that is null passes. "is true" around it refuses the document.',
    shownBy: { scene: 'new-attribute', way: 'check-of-value', observed: 'breaks' },
  },
  {
    says: 'A check that is not valid leaves old documents alone.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It skips them when it is added. When one is changed, PostgreSQL 18 checks the whole new version, and a new name is refused for a class that was never there.',
    shownBy: {
      test: required,
      title: 'leaves old documents without a class, and refuses another change of them',
    },
  },
  {
    says: 'jsonb_set writes only the key that it changes.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'On the size. A document of 2 kB or more, compressed, is stored in pieces, and all are written: 55 kB of log for a number in 50 kB. In a shorter one the log of PostgreSQL 18 has what differs, 71 bytes.',
    shownBy: {
      test: rewritten,
      title:
        'logs as much as a column while the document is in its row, and all of it from 2 kB on',
    },
  },
  {
    says: 'Two clients that change different keys of a document do not disturb each other.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'On who computes the document. Read and written whole, one change is lost in 658 of 672 orders of the steps; with jsonb_set in one statement in none of 14.',
    shownBy: { scene: 'read-then-write', way: 'read-then-write', observed: 'breaks' },
  },
])
