import { comparison, concept, judge } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import { differenceOf } from '@lab/stage/difference-of'
import manifest from './package.json' with { type: 'json' }
import { objectForEachCarrier, switchInEachFunction, takesADrone } from './src/index.ts'
import type { Change } from './src/index.ts'

const promise = 'a new carrier changes no function that works'

const ways: { way: string; change: Change; claim: Claim; price: string }[] = [
  {
    way: 'switch-in-each-function',
    change: switchInEachFunction,
    claim: 'breaks',
    price: 'a case that is forgotten is no error',
  },
  {
    way: 'object-for-each-carrier',
    change: objectForEachCarrier,
    claim: 'holds',
    price: 'a new question changes every carrier',
  },
]

/** One scene for each design: what is written when a drone is asked of it. */
function changeScene(
  way: string,
  scene: { title: string; say: string; from: string; text: string },
): Scene<{}> {
  const { change, claim } = ways.find((one) => one.way === way)!
  const file = (name: string) => new URL(`src/${name}.ts`, import.meta.url)
  return {
    id: way,
    title: scene.title,
    async play(stage) {
      await stage.say(scene.say)
      const part = { title: 'What a drone changes', from: scene.from }
      await stage.listing(await differenceOf(file(way), file(`${way}-and-a-drone`), part))
      const { changed, violation } = takesADrone(change)
      const numbers = { functionsChanged: changed.length }
      await judge(stage, { way, promise, claim, text: scene.text }, violation, numbers)
    },
  }
}

export const demo = concept<{}>(manifest, {
  open: async () => ({}),
  headline: ['switch-in-each-function', 'object-for-each-carrier', 'ways-compared'],
  scenes: [
    changeScene('switch-in-each-function', {
      title: 'A switch in each function',
      say: 'Price, days and limit each decide by the name of the carrier. Now a drone comes.',
      from: 'export function price',
      text: 'A case that is forgotten is no error: the default answers for the drone.',
    }),
    changeScene('object-for-each-carrier', {
      title: 'An object for each carrier',
      say: 'The same answers, but what belongs to one carrier stands in one object.',
      from: 'const carriers',
      text: 'The drone is one object more. The functions do not know which carriers there are.',
    }),
    comparison({
      promise,
      best: 'object-for-each-carrier',
      answer:
        'Say: "I ask which change comes more often. New carriers: one object for each, and the functions ask it; nothing that works is touched. New questions about the same carriers: a function with a switch over all of them, without a default, so that the compiler finds what is missing."',
      ways: async () =>
        ways.map(({ way, change, claim, price }) => {
          const { changed, violation } = takesADrone(change)
          const observed: Claim = violation === undefined ? 'holds' : 'breaks'
          return { way, claim, observed, counts: { 'functions changed': changed.length }, price }
        }),
    }),
  ],
})
