import { showRace } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import {
  copyWithoutLock,
  findsAKeyOnItsWay,
  moveKeys,
  newThenOld,
  oldThenNew,
} from '../src/index.ts'
import type { OnItsWay } from '../src/index.ts'
import type { World } from './open-world.ts'

function onItsWayScene(scene: {
  id: string
  title: string
  say: string
  race: 'reading' | 'writing'
  ways: OnItsWay
  promise: string
  claim: Claim
  text: string
  play: { title: string; schedule?: string }
}): Scene<World> {
  const { id, title, say, race, ways, ...shown } = scene
  return {
    id,
    title,
    async play(stage, { shards }) {
      await stage.say(say)
      await showRace(stage, findsAKeyOnItsWay(shards, ways)[race], { way: id, ...shown })
    },
  }
}

const found = 'a reader finds the row while it moves'
const kept = 'a write is kept while its row moves'

export const newThenOldScene = onItsWayScene({
  id: 'new-then-old',
  title: 'The new shard first',
  say: 'One row moves to the fifth shard: deleted in a transaction, copied to the new shard, then the delete is committed. A reader asks the new shard, and then the old one.',
  race: 'reading',
  ways: { move: moveKeys, read: newThenOld },
  promise: found,
  claim: 'breaks',
  text: 'The row was not on the new shard yet when it was asked, and not on the old one any more.',
  play: { title: 'The row passes between the two questions' },
})

export const oldThenNewScene = onItsWayScene({
  id: 'old-then-new',
  title: 'The old shard first',
  say: 'The reader asks in the direction in which rows move: the old shard, then the new one.',
  race: 'reading',
  ways: { move: moveKeys, read: oldThenNew },
  promise: found,
  claim: 'holds',
  text: 'A row that is gone from the old shard was committed on the new one before.',
  play: {
    title: 'The reader comes when the row is gone from the old shard',
    schedule: 'mover reader',
  },
})

export const copyWithoutLockScene = onItsWayScene({
  id: 'copy-without-lock',
  title: 'A write between the copy and the delete',
  say: 'The row is read, copied and deleted without a lock. A writer renames the customer.',
  race: 'writing',
  ways: { move: copyWithoutLock, read: oldThenNew },
  promise: kept,
  claim: 'breaks',
  text: 'The new name was written to the row that is deleted next.',
  play: { title: 'The writer changes the row that is copied already' },
})

export const moveKeysScene = onItsWayScene({
  id: 'move-keys',
  title: 'The delete comes first, and commits last',
  say: 'The delete locks the row before it is copied, and commits when the copy is committed.',
  race: 'writing',
  ways: { move: moveKeys, read: oldThenNew },
  promise: kept,
  claim: 'holds',
  text: 'The writer waits on the old shard, finds no row there, and goes to the new one.',
  play: { title: 'The writer waits', schedule: 'mover×2 writer' },
})
