import { judge, showRace } from '@lab/stage'
import type { Scene } from '@lab/stage'
import {
  countsEveryView,
  countVisitors,
  errorsOfHyperLogLog,
  getThenSet,
  incr,
  keepsTheBestScore,
  ranksOfATie,
  zadd,
  zaddGt,
  zscoreThenZadd,
} from '../src/index.ts'
import type { VisitorType } from '../src/index.ts'
import type { World } from './queue-scenes.ts'

export const counterScene: Scene<World> = {
  id: 'counter',
  title: 'A counter',
  async play(stage, { space }) {
    await stage.say('Two views of a page are counted at the same moment.')
    const promise = 'every view is counted'
    await showRace(stage, countsEveryView(space, getThenSet), {
      way: 'get-then-set',
      promise,
      claim: 'breaks',
      play: { title: 'Both read the same number' },
      text: 'Redis runs one command after the other. These are two commands, and another client comes in between.',
    })
    await showRace(stage, countsEveryView(space, incr), {
      way: 'incr',
      promise,
      claim: 'holds',
      text: 'One command reads, adds and writes.',
    })
  },
}

export const leaderboardScene: Scene<World> = {
  id: 'leaderboard',
  title: 'A leaderboard',
  async play(stage, { space }) {
    await stage.say('Ada ends two games at the same moment, with 50 and 80. Her best score counts.')
    const promise = 'the best score counts'
    await showRace(stage, keepsTheBestScore(space, zscoreThenZadd), {
      way: 'zscore-then-zadd',
      promise,
      claim: 'breaks',
      play: { title: 'Both find no score yet' },
      text: 'Read and then written, as with the counter.',
    })
    await showRace(stage, keepsTheBestScore(space, zadd), {
      way: 'zadd',
      promise,
      claim: 'breaks',
      text: 'The score that is reported last counts.',
    })
    await showRace(stage, keepsTheBestScore(space, zaddGt), {
      way: 'zadd-gt',
      promise,
      claim: 'holds',
      text: 'ZADD GT writes a score only if it is greater than the one that is there.',
    })
  },
}

export const tiesScene: Scene<World> = {
  id: 'ties',
  title: 'Players with equal scores',
  async play(stage, { space }) {
    await stage.say('Zoe, ada and bob have 90 each, in this order of time. carl has 70.')
    const ranked = await ranksOfATie(space)
    await stage.table({
      title: 'The board, the best first',
      columns: ['player', 'score', 'ZREVRANK + 1', 'better scores by ZCOUNT, + 1'],
      rows: ranked.map(({ player, score, place, rank }) => [player, score, place, rank]),
    })
    const promise = 'equal scores have equal ranks'
    const best = ranked.filter(({ score }) => score === 90)
    const ranksOf = (ranks: number[]) =>
      new Set(ranks).size > 1 ? `three players with 90 are ${ranks.join(', ')}` : undefined
    await judge(
      stage,
      {
        way: 'zrevrank',
        promise,
        claim: 'breaks',
        text: 'Members with equal scores stand in the order of their bytes, backwards when the best comes first. Capitals come before small letters, so Zoe is behind ada and bob. The time of the game plays no part.',
      },
      ranksOf(best.map(({ place }) => place)),
      { players: ranked.length },
    )
    await judge(
      stage,
      {
        way: 'zcount',
        promise,
        claim: 'holds',
        text: 'ZCOUNT scores (90 +inf counts the better ones. Both commands take the time of a look-up, not of a walk through the board.',
      },
      ranksOf(best.map(({ rank }) => rank)),
      { players: ranked.length },
    )
  },
}

const visitorTypes: Record<VisitorType, { claim: 'holds' | 'breaks'; text: string }> = {
  set: {
    claim: 'holds',
    text: 'It keeps each name, and can say who was there. 100,000 UUIDs take close to 9 MB on Redis 7.0.',
  },
  hyperloglog: {
    claim: 'breaks',
    text: 'It keeps 16,384 small numbers instead of names. So it stays at 12 kB, and two days are merged by PFMERGE. It cannot say whether one visitor was there.',
  },
  bitmap: {
    claim: 'holds',
    text: 'One bit for each id that there may be, up to the largest one: right where ids are numbers without gaps.',
  },
}

export const visitorsScene: Scene<World> = {
  id: 'visitors',
  title: 'Different visitors of a day',
  async play(stage, { space }) {
    await stage.say(
      'The same visitors in three types. SCARD, PFCOUNT and BITCOUNT say how many they are, MEMORY USAGE what each takes.',
    )
    const counted = await countVisitors(space)
    const types = Object.keys(visitorTypes) as VisitorType[]
    const of = (type: VisitorType) => counted.filter((each) => each.type === type)
    await stage.chart({
      title: 'Memory for the visitors of a day',
      x: { name: 'visitors', unit: 'visitors', scale: 'logarithmic' },
      y: { name: 'memory', unit: 'bytes', scale: 'logarithmic' },
      series: types.map((name) => ({
        name,
        points: of(name).map(({ visitors, bytes }) => [visitors, bytes]),
      })),
    })
    const errors = await errorsOfHyperLogLog(space, 50)
    await stage.table({
      title: '50 HyperLogLogs of different visitors',
      columns: ['visitors', 'of 50 exact', 'standard error', 'worst'],
      rows: errors.map(({ visitors, exact, standardPercent, worstPercent }) => [
        visitors,
        exact,
        `${standardPercent.toFixed(2)} %`,
        `${worstPercent.toFixed(1)} %`,
      ]),
    })
    await stage.say('The stated standard error is 0.81 %: 1.04 divided by the root of 16,384.')
    for (const type of types) {
      const { visitors, counted: said } = of(type).at(-1)!
      await judge(
        stage,
        { way: type, promise: 'the number of visitors is exact', ...visitorTypes[type] },
        said === visitors
          ? undefined
          : `it says ${said.toLocaleString('en')} of ${visitors.toLocaleString('en')}`,
        { visitors, counted: said },
      )
    }
  },
}
