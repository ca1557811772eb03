import { readingScene } from './show-way.ts'

const asked = (what: string) => `${what} costs at most 30 blocks`

export const secondColumnScene = readingScene('second-column', {
  title: 'A composite index without its first column',
  say: 'The orders of one hour, of all customers. Two indexes have created_at as their second column.',
  shown: [
    {
      way: 'many-values-first',
      promise: asked('the hour'),
      text: 'A scan that jumped to the hour of each of two thousand customers would read more than the whole index, so the whole index is read.',
    },
    {
      way: 'few-values-first',
      promise: asked('the hour'),
      text: 'status has two values. One scan jumps to the hour below each of them: a skip scan, which PostgreSQL has since 18.',
    },
  ],
})

export const partialScene = readingScene('partial', {
  title: 'A column with two values',
  say: 'The ten oldest open orders. One order of 200 is open.',
  shown: [
    {
      way: 'status-alone',
      promise: asked('the list of open orders'),
      text: 'The index finds the open orders, all of them, and they are sorted for ten.',
    },
    {
      way: 'status-then-time',
      promise: asked('the list of open orders'),
      text: 'Few blocks. But the index also has an entry for every order that was ever shipped.',
    },
    {
      way: 'partial',
      promise: asked('the list of open orders'),
      text: 'The index has the condition where status = ‘open’, so it holds open orders only.',
    },
  ],
})

export const expressionScene = readingScene('expression', {
  title: 'A function on the column',
  say: 'The orders of an e-mail address, in whatever case it was written: where lower(email) = lower($1).',
  shown: [
    {
      way: 'index-on-the-column',
      promise: asked('an address'),
      text: 'The index is sorted by the address as it was written, and lower(email) is known only after the row is read.',
    },
    {
      way: 'index-on-the-expression',
      promise: asked('an address'),
      text: 'The index stores what the statement compares, if it is written in the same way.',
    },
  ],
})

export const prefixScene = readingScene('prefix', {
  title: 'like ‘x%’, and the order of a language',
  say: 'How many orders belong to addresses that begin with Customer7@. The column is in the order of English.',
  shown: [
    {
      way: 'order-of-a-language',
      promise: asked('a prefix'),
      text: 'In the order of a language, words with one beginning need not lie together. So the prefix is no range. Small tables are read whole, and of the large one the whole index.',
    },
    {
      way: 'order-of-bytes',
      promise: asked('a prefix'),
      text: 'text_pattern_ops compares byte by byte: the prefix is a range. A column with collate "C" has this in every index.',
    },
  ],
})
