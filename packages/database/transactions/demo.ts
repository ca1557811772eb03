import { concept } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { crashScene, waysCompared } from './scenes/crash-scenes.ts'
import { raceScenes } from './scenes/race-scenes.ts'
import { asynchronousScene, unansweredScene } from './scenes/lost-answer-scenes.ts'
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'

export const demo = concept<World>(manifest, {
  open: openWorld,
  headline: ['two-statements', 'one-transaction', 'ways-compared'],
  scenes: [
    crashScene('two-statements', {
      title: 'Two statements, and a crash between them',
      say: 'A transfer takes 10 from an account of 100, then gives it to another one. Five clients do that, each with two accounts of its own. Four of them are stopped: before a statement reaches the server ("not received"), or before its answer reaches the client ("not answered"). Then the server is killed with kill -9 and started again.',
      text: 'Each statement commits by itself. After the first one 10 are gone, and no row says where they should be.',
    }),
    crashScene('one-transaction', {
      title: 'The same in one transaction',
      say: 'Both updates between begin and commit. Nine clients, eight of them stopped.',
      changes: 'two-statements',
      text: 'After the crash the server finds the commit in its log, or takes the transaction as never done. When the answer of the commit was lost, the client does not know which.',
    }),
    crashScene('undo-in-catch', {
      title: 'A catch is no rollback',
      say: 'Two statements, and a catch that gives the money back when the second one fails.',
      text: 'The undo goes to the server that has just failed. If the process of the client dies, its catch does not run either.',
    }),
    crashScene('one-statement', {
      title: 'One statement is a transaction',
      say: 'Both rows in one update.',
      text: 'A statement outside of a transaction is a transaction by itself, however many rows it changes.',
    }),
    unansweredScene,
    asynchronousScene,
    ...raceScenes,
    waysCompared,
  ],
})
