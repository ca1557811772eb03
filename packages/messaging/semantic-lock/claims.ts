import { heardClaims } from '@lab/stage/claims'

export const claims = heardClaims([
  {
    says: 'Compensation is a rollback.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Others see the state in between and act on it: in 176 of 248 orders Bob is told that the last lamp is gone, and then it is free.',
    shownBy: { scene: 'take-at-once', way: 'take-at-once', observed: 'breaks' },
  },
  {
    says: 'Check the stock at the beginning, take it at the end.',
    heard: 'code reviews',
    truth: 'false',
    why: 'What was true at the first step is not true at the last: 35,730 of 35,750 orders promise the last lamp twice.',
    shownBy: { scene: 'look-then-take', way: 'look-then-take', observed: 'breaks' },
  },
  {
    says: 'A saga has no isolation.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'None by itself. A mark on the lamp says that a saga is under way, and another saga that sees it waits or asks again: 0 of 5,874 orders break.',
    shownBy: { scene: 'pending-mark', way: 'pending-mark', observed: 'holds' },
  },
  {
    says: 'Taking the lamp in the first step is enough.',
    heard: 'code reviews',
    truth: 'depends',
    why: "As long as no later step is refused: 0 of 124 orders break when both can pay. When Alice's card is declined, Bob is refused a free lamp in 176 of 248.",
    shownBy: { scene: 'take-at-once', way: 'take-at-once', observed: 'breaks' },
  },
  {
    says: 'A semantic lock makes the second customer wait.',
    heard: 'interview answers',
    truth: 'false',
    why: 'No statement waits for it. The second saga reads the mark and answers: here "ask again".',
    shownBy: {
      test: 'src/sells-the-last-lamp.test.ts',
      title: 'tells bob to ask again while alice, who cannot pay, has the lamp',
    },
  },
  {
    says: 'Isolation level serializable in each database gives the saga isolation.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Each step is a transaction of its own, and nothing spans them: on PostgreSQL 18.4 Bob is still refused a free lamp in 158 of 224 orders.',
    shownBy: {
      test: 'src/sells-the-last-lamp.test.ts',
      title: 'sends bob away in 158 of 224 orders: each step is a transaction of its own',
    },
  },
  {
    says: 'The mark goes away when the process that set it dies.',
    heard: 'interview answers',
    truth: 'false',
    why: 'It is a committed row, not a lock of a session. Only the saga itself, or what goes on for it after a crash, clears it.',
    shownBy: {
      test: 'src/sells-the-last-lamp.test.ts',
      title: 'leaves the mark when the saga dies before its end',
    },
  },
  {
    says: 'A pending mark keeps a half done sale from other sagas.',
    heard: 'interview answers',
    truth: 'true',
    why: "Every reader sees that the sale is not decided: 0 of 5,874 orders break, whether Alice's card is declined or not.",
    shownBy: { scene: 'pending-mark', way: 'pending-mark', observed: 'holds' },
  },
])
