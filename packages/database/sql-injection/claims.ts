import { heardClaims } from '@lab/stage/claims'

const test = 'src/attacks/resists.test.ts'

export const claims = heardClaims([
  {
    says: 'Doubling the quotes of what the client sends is enough.',
    heard: 'code reviews',
    truth: 'false',
    why: 'Between quotes it holds. A limit and a column stand outside of them, and a stored nickname attacks when it is used: 5 of 7 attacks work.',
    shownBy: { scene: 'doubled-quotes', way: 'doubled-quotes', observed: 'breaks' },
  },
  {
    says: 'Refuse union select, or, -- and drop, and the shop is safe.',
    heard: 'code reviews',
    truth: 'false',
    why: 'union all and comments instead of spaces are not on the list: 6 of 7 attacks work. A search for “desk or chair” is refused.',
    shownBy: { scene: 'blacklist', way: 'blacklist', observed: 'breaks' },
  },
  {
    says: 'With parameters everywhere there is no SQL injection.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'On what “everywhere” means. A column to sort by cannot be a parameter. Put into the text, it gives the hash of the admin away in 56 requests.',
    shownBy: { scene: 'parameters-for-values', way: 'parameters-for-values', observed: 'breaks' },
  },
  {
    says: 'Parameters for values and a list for names resist every attack here.',
    heard: 'manuals',
    truth: 'true',
    why: 'None of 7 attacks by hand works, and sqlmap 1.10.10 finds nothing.',
    shownBy: {
      scene: 'parameters-and-a-list',
      way: 'parameters-and-a-list',
      observed: 'holds',
    },
  },
  {
    says: 'order by $1 sorts by the column that is sent.',
    heard: 'code reviews',
    truth: 'false',
    why: 'A parameter is a value, the same one for every row. PostgreSQL 18 accepts it, and the rows are not sorted.',
    shownBy: { test, title: 'sorts by nothing when the column is a parameter' },
  },
  {
    says: 'A table name can be a parameter.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The server parses the statement before it sees a value: select * from $1 is a syntax error, 42601.',
    shownBy: { test, title: 'cannot name a table' },
  },
  {
    says: 'An injection can always add a second statement.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'On the protocol. pg sends a query without parameters by the simple protocol, which takes several statements, and one with parameters by the extended protocol, which takes one.',
    shownBy: {
      test,
      title: 'takes one statement only: the extended protocol has no second one',
    },
  },
  {
    says: 'A database role of its own makes injection harmless.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'On what it may read. It stops 5 of 7 attacks; the login needs the hashes, runs as another role, and is bypassed.',
    shownBy: { scene: 'limited-role', way: 'limited-role', observed: 'breaks' },
  },
  {
    says: 'set role protects the application from its own statements.',
    heard: 'blog posts',
    truth: 'false',
    why: 'An attacker who can add a statement adds reset role. Connect as the limited role instead: then reset role gives nothing back.',
    shownBy: { test, title: 'may read no password hash, and change no role' },
  },
  {
    says: 'What comes from our own database is safe to put into a statement.',
    heard: 'code reviews',
    truth: 'false',
    why: 'A nickname in it came from a client. Stored correctly, and put into the text of a later statement, it reads the hash of the admin.',
    shownBy: { scene: 'concatenation', way: 'concatenation', observed: 'breaks' },
  },
])
