import { showRace } from '@lab/stage'
import type { Scene } from '@lab/stage'
import type { World } from './show.ts'
import {
  conflictUpdate,
  keepsSomebodyOnCall,
  leaveIfCovered,
  merge,
  noOpInsert,
  noOpUpdate,
  readFirst,
  rowLock,
} from '../src/index.ts'
import type { Leave } from '../src/index.ts'

/** An insert that does nothing escapes serializable, and what closes the hole. */
export const noOpInsertScene: Scene<World> = {
  id: 'no-op-insert',
  title: 'The hole: an insert that does nothing',
  async play(stage, { db }) {
    const race = (alice: Leave, bob: Leave = leaveIfCovered) =>
      keepsSomebodyOnCall(db, 'serializable', { alice, bob })
    await stage.say(
      'Alice and Bob are on call. Alice puts Bob on the list if he is not on it, and leaves. Bob leaves if Alice is on the list. One after the other, somebody stays. All of this is serializable.',
    )
    await showRace(stage, race(noOpInsert), {
      way: 'no-op-insert',
      claim: 'breaks',
      play: { title: 'Both commit, and nobody is on call' },
      text: 'Three statements. Nothing waits, nothing fails, and no serial order explains it. The insert that found Bob has read his row, and the server does not remember that it did.',
    })
    await showRace(stage, race(noOpInsert, noOpInsert), {
      way: 'two-no-op-inserts',
      claim: 'breaks',
      text: 'The same with two no-op inserts.',
    })
    await showRace(stage, race(noOpUpdate), {
      way: 'no-op-update',
      claim: 'breaks',
      text: '`do update` with a condition that is not true locks the row, and forgets it all the same.',
    })
    await showRace(stage, race(readFirst), {
      way: 'read-first',
      claim: 'holds',
      play: { title: 'A select before the insert', schedule: 'alice×4 bob×3 alice' },
      text: 'The smallest mend: read the row with a select. That is remembered, and one of the two fails with 40001.',
    })
    for (const [way, leave, text] of [
      ['merge', merge, 'merge looks the row up as a select does.'],
      [
        'conflict-update',
        conflictUpdate,
        'An update that really writes: the delete waits, then fails with 40001.',
      ],
      [
        'row-lock',
        rowLock,
        'Lock the row with `for key share`: who wants to delete it waits, and one of the two fails with 40001.',
      ],
    ] as const) {
      await showRace(stage, race(leave), { way, claim: 'holds', text })
    }
  },
}
