import { comparedRaces, comparison, concept, showRace } from '@lab/stage'
import { differenceOf } from '@lab/stage/difference-of'
import manifest from './package.json' with { type: 'json' }
import {
  conditionalUpdate,
  openDatabase,
  readThenMark,
  redeemsCouponOnce,
  rowLock,
} from './src/index.ts'

const open = async () => ({ db: await openDatabase() })

type World = Awaited<ReturnType<typeof open>>

const promise = 'one coupon is redeemed once'

const compared = comparison<World>({
  promise,
  best: 'conditional-update',
  answer:
    'Say: "Between the read and the update the second customer reads the same free coupon. I let one update check and mark, where redeemed_by is null, and look at its row count. If I have to decide in the application, I read with select for update."',
  ways: ({ db }) =>
    comparedRaces([
      {
        way: 'read-then-mark',
        race: redeemsCouponOnce(db, readThenMark),
        claim: 'breaks',
        price: 'the discount is given twice',
      },
      {
        way: 'conditional-update',
        race: redeemsCouponOnce(db, conditionalUpdate),
        claim: 'holds',
        price: 'the rule must fit into where',
      },
      {
        way: 'row-lock',
        race: redeemsCouponOnce(db, rowLock),
        claim: 'holds',
        price: 'the second customer waits for the decision',
      },
    ]),
})

export const demo = concept<World>(manifest, {
  open,
  headline: ['read-then-mark', 'conditional-update', 'ways-compared'],
  scenes: [
    {
      id: 'read-then-mark',
      title: 'The coupon is redeemed twice',
      async play(stage, { db }) {
        await stage.say(
          'Each customer reads whether the coupon is free, and marks it when it is. Both statements are in one transaction.',
        )
        await showRace(stage, redeemsCouponOnce(db, readThenMark), {
          way: 'read-then-mark',
          promise,
          claim: 'breaks',
          play: { title: 'The simplest order that redeems it twice' },
          text: 'Both customers read that it is free. The second update overwrites the first one, and both hear "redeemed".',
        })
      },
    },
    {
      id: 'conditional-update',
      title: 'One update checks and marks',
      async play(stage, { db }) {
        await stage.say('No read: the update itself asks that the coupon is still free.')
        await showRace(stage, redeemsCouponOnce(db, conditionalUpdate), {
          way: 'conditional-update',
          promise,
          claim: 'holds',
          play: {
            title: 'The second update waits, checks again, and changes no row',
            schedule: 'alice×2 bob×2 alice',
          },
          text: 'PostgreSQL locks the row for the first update. After the wait the second one checks its where clause against the new row.',
        })
      },
    },
    {
      id: 'row-lock',
      title: 'select ... for update',
      async play(stage, { db }) {
        await stage.say('The same code as the first one, but the read locks the row.')
        const way = (name: string) => new URL(`src/${name}.ts`, import.meta.url)
        const part = {
          title: 'What row-lock changes in read-then-mark',
          from: 'return inTransaction',
        }
        await stage.listing(await differenceOf(way('read-then-mark'), way('row-lock'), part))
        await showRace(stage, redeemsCouponOnce(db, rowLock), {
          way: 'row-lock',
          promise,
          claim: 'holds',
          play: {
            title: 'The second customer waits at the read',
            schedule: 'alice×2 bob×2 alice×2 bob',
          },
          text: 'The second customer reads only after the first one has committed, and so reads a used coupon.',
        })
      },
    },
    compared,
  ],
})
