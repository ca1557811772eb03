import { judge } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import {
  askForTheStatus,
  commitNext,
  isPrefix,
  keepsEveryCommit,
  movesOnce,
  runAgain,
  transferId,
} from '../src/index.ts'
import type { Move } from '../src/index.ts'
import type { World } from './open-world.ts'

const unansweredWays: readonly { way: string; move: Move; claim: Claim; text: string }[] = [
  {
    way: 'run-again',
    move: runAgain,
    claim: 'breaks',
    text: 'An error is not a "no". The commit was in the log, and the client moves the money again.',
  },
  {
    way: 'ask-for-the-status',
    move: askForTheStatus,
    claim: 'breaks',
    text: 'The log of the lost transaction was not on the disk, so PostgreSQL 18 does not know after the crash that its number was given. It gives the same number to the next transaction, which another client commits; pg_xact_status says "committed" and means that one.',
  },
  {
    way: 'transfer-id',
    move: transferId,
    claim: 'holds',
    text: 'The id is a row of the same transaction: it is there if and only if the transfer is. So running it again is right in both cases.',
  },
]

export const unansweredScene: Scene<World> = {
  id: 'unanswered-commit',
  title: 'The commit is not answered',
  async play(stage, { server }) {
    await stage.say(
      'The server is killed with commits on their way: for each way, one commit has not arrived, and one is done but not answered. Both clients see the same error. When the server is back, other clients commit first. Then run-again runs the transfer again; ask-for-the-status does so unless pg_xact_status says that its transaction is committed; transfer-id has stored an id of the transfer in the same transaction, and runs it again. Each client must end with its 10 moved once.',
    )
    // The log writer of a server that has just started does not wake for ten seconds.
    await server.restart()
    const moves = unansweredWays.map(({ move }) => move)
    const moved = await movesOnce(server, moves, 'the server')
    const found = unansweredWays.map((way, number) => ({ ...way, ...moved[number]! }))
    await stage.table({
      title: 'Moved, of 10, when the client was told "done" at last',
      columns: ['way', 'the commit is lost', 'its answer is lost'],
      rows: found.map(({ way, commitLost, answerLost }) => [
        way,
        commitLost.moved,
        answerLost.moved,
      ]),
    })
    for (const { way, claim, text, commitLost, answerLost } of found) {
      const judged = { way, promise: 'the transfer happens once', claim, text }
      const numbers = { commitLost: commitLost.moved, answerLost: answerLost.moved }
      await judge(stage, judged, commitLost.violation ?? answerLost.violation, numbers)
    }
  },
}

const plan = ['off', 'off', 'off', 'on', 'off', 'off'] as const

export const asynchronousScene: Scene<World> = {
  id: 'asynchronous-commit',
  title: 'Acknowledged, and gone',
  async play(stage, { server }) {
    await stage.say(
      'synchronous_commit = off: the commit is answered before its log is on the disk. Here only a commit that waits for the disk takes the log there; by default the WAL writer, a process of the server, does it within 0.6 s.',
    )
    await server.restart()
    const { acknowledged, kept, lost, violation } = await keepsEveryCommit(
      server,
      async (pool, acknowledge) => {
        for (const waits of plan) acknowledge(await commitNext(pool, 1, waits))
      },
    )
    await stage.table({
      title: 'Six commits, all acknowledged, then the crash',
      columns: ['commit', 'synchronous_commit', 'after the crash'],
      rows: acknowledged.map((n, index) => [n, plan[index]!, kept.includes(n) ? 'there' : 'gone']),
    })
    const way = 'asynchronous-commit'
    await judge(
      stage,
      {
        way,
        promise: 'what was acknowledged is there',
        claim: 'breaks',
        text: 'A commit that waits takes the log of all before it to the disk, so the first four are safe.',
      },
      violation,
      { acknowledged: acknowledged.length, lost },
    )
    await judge(
      stage,
      {
        way,
        promise: 'what survives is a prefix of all commits',
        claim: 'holds',
        text: 'The log is written in order, so a crash cuts off its end. No commit that survives can have read one that is gone.',
      },
      isPrefix(kept) ? undefined : `there are ${kept.join(', ')}`,
      { kept: kept.length },
    )
  },
}
