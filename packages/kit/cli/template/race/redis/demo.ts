import { comparedRaces, comparison, concept, showRace } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  comparesThreeGuesses,
  getThenIncrement,
  incrementThenCheck,
  openRedis,
  watchedKey,
} from './src/index.ts'

const open = async () => ({ space: await openRedis() })

type World = Awaited<ReturnType<typeof open>>

const promise = 'three guesses are compared'

const compared = comparison<World>({
  promise,
  best: 'increment-then-check',
  answer:
    'Say: "I count before I compare. incr adds and returns the sum in one command, so every guess gets a number of its own, and I refuse what is above three. Reading first and counting afterwards lets parallel guesses read the same number."',
  ways: ({ space }) =>
    comparedRaces([
      {
        way: 'get-then-increment',
        race: comparesThreeGuesses(space, getThenIncrement),
        claim: 'breaks',
        price: 'as many guesses as come in parallel',
      },
      {
        way: 'increment-then-check',
        race: comparesThreeGuesses(space, incrementThenCheck),
        claim: 'holds',
        price: 'a refused guess counts too',
      },
      {
        way: 'watched-key',
        race: comparesThreeGuesses(space, watchedKey),
        claim: 'holds',
        price: 'a loop, and a connection of its own',
      },
    ]),
})

export const demo = concept<World>(manifest, {
  open,
  headline: ['get-then-increment', 'increment-then-check', 'ways-compared'],
  scenes: [
    {
      id: 'get-then-increment',
      title: 'A fourth guess is compared',
      async play(stage, { space }) {
        await stage.say(
          'Two of three guesses are used. Two more come at the same moment. Each reads the number, and counts itself when the number is below three.',
        )
        await showRace(stage, comparesThreeGuesses(space, getThenIncrement), {
          way: 'get-then-increment',
          promise,
          claim: 'breaks',
          play: { title: 'The simplest order that compares a fourth one' },
          text: 'Both guesses read 2. The counter ends at 4, and nothing looks at it any more.',
        })
      },
    },
    {
      id: 'increment-then-check',
      title: 'Count first, then look at the sum',
      async play(stage, { space }) {
        await stage.say('incr adds one and returns the sum, in one command.')
        await showRace(stage, comparesThreeGuesses(space, incrementThenCheck), {
          way: 'increment-then-check',
          promise,
          claim: 'holds',
          play: { title: 'The second guess gets 4', schedule: 'first second' },
          text: 'Redis runs one command, or one MULTI, after the other. No two guesses get the same number.',
        })
      },
    },
    {
      id: 'watched-key',
      title: 'WATCH, and read again after a conflict',
      async play(stage, { space }) {
        await stage.say(
          'For rules that incr cannot express: read, decide, and write only if the key is unchanged.',
        )
        await showRace(stage, comparesThreeGuesses(space, watchedKey), {
          way: 'watched-key',
          promise,
          claim: 'holds',
          play: {
            title: 'The second guess hears null, reads 3 and is refused',
            schedule: 'second×2 first×3 second×4',
          },
          text: 'EXEC answers null when a watched key has changed, and runs nothing. The code must read that answer.',
        })
      },
    },
    compared,
  ],
})
