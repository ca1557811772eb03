import { heardClaims } from '@lab/stage/claims'

export const claims = heardClaims([
  {
    says: 'Ids joined into the text of the query are harmless, they are only numbers.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The list is part of the statement: `0) or (true` as an id returns the posts of all users.',
    shownBy: { scene: 'joined-text', way: 'joined-text', observed: 'breaks' },
  },
  {
    says: 'With placeholders any list of ids works.',
    heard: 'code reviews',
    truth: 'false',
    why: 'An empty list is a syntax error (42601), and from 65,536 ids on the protocol has no room (08P01).',
    shownBy: { scene: 'placeholder-list', way: 'placeholder-list', observed: 'breaks' },
  },
  {
    says: 'Placeholders keep a value from becoming SQL.',
    heard: 'interview answers',
    truth: 'true',
    why: 'The value travels beside the statement. PostgreSQL refuses `0) or (true` as an int (22P02).',
    shownBy: {
      test: 'src/asked-posts/finds-asked-posts.test.ts',
      title:
        'refuses a value that is not an id, an empty list and 70 000 ids, and sends a statement for each length',
    },
  },
  {
    says: 'PostgreSQL takes at most 65,535 ids in one query.',
    heard: 'blog posts',
    truth: 'false',
    why: 'It takes 65,535 parameters. An array is one parameter: 70,000 ids give the right posts.',
    shownBy: { scene: 'array-parameter', way: 'array-parameter', observed: 'holds' },
  },
  {
    says: 'in (...) with n placeholders is one prepared statement.',
    heard: 'code reviews',
    truth: 'false',
    why: 'Each length is another text: lists of 1 to 10 ids are 10 statements to parse and plan. With an array they are 1.',
    shownBy: { scene: 'placeholder-list', way: 'placeholder-list', observed: 'breaks' },
  },
  {
    says: 'The rows come in the order of the ids that were asked for.',
    heard: 'code reviews',
    truth: 'false',
    why: 'any only tests membership. Without order by the order is undefined; for the order of the list, join with unnest with ordinality.',
    shownBy: {
      test: 'src/asked-posts/finds-asked-posts.test.ts',
      title: 'finds posts in the order of the statement and each once with any',
    },
  },
  {
    says: 'A join with unnest finds the same rows as any.',
    heard: 'blog posts',
    truth: 'depends',
    why: 'When no id is in the list twice. A join gives the posts of such an id twice, any gives them once.',
    shownBy: {
      test: 'src/asked-posts/finds-asked-posts.test.ts',
      title: 'finds posts in the order of the list and as often with unnest',
    },
  },
  {
    says: '<> all(list) is safe where not in is not.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Both compare with every element. One null in the list makes the condition null for every other row: 0 of 449 posts are found.',
    shownBy: {
      test: 'src/asked-posts/finds-asked-posts.test.ts',
      title: 'finds no row when the list has a null, as not in does',
    },
  },
])
