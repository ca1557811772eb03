import { judge } from '@lab/stage'
import type { Scene, Stage } from '@lab/stage'
import { openDatabase, resists, waysByName } from '../src/index.ts'
import type { Resisted } from '../src/index.ts'

/** Opens a database, and attacks each way once, however many scenes ask for it. */
export async function openWorld() {
  const db = await openDatabase()
  const known = new Map<string, Promise<Resisted>>()
  const attack = (name: string) => {
    const { statements, role } = waysByName[name]!
    const roles = { login: db.pool, pages: db[role] }
    const found = known.get(name) ?? resists(roles, statements, shown[name])
    known.set(name, found)
    return found
  }
  return { db: Object.assign(db, { attack }) }
}

export type World = Awaited<ReturnType<typeof openWorld>>

/** The attack whose messages are shown. */
const shown: Record<string, string> = {
  'doubled-quotes': 'second order',
  'limited-role': 'union',
  blacklist: 'union',
}

export const promise = 'no attack takes or changes anything'

/** Shows what passes for one attack, and what comes of all of them. */
function attackScene(
  way: string,
  scene: { title: string; say: string; text: string },
): Scene<World> {
  return {
    id: way,
    title: scene.title,
    async play(stage, { db }) {
      await stage.say(scene.say)
      const { exchange, outcomes, violation } = await db.attack(way)
      await stage.exchange(exchange)
      await showOutcomes(stage, outcomes)
      const fell = outcomes.filter(({ taken }) => taken !== undefined).length
      const judged = { way, promise, claim: waysByName[way]!.claim, text: scene.text }
      await judge(stage, judged, violation, { attacks: outcomes.length, fell })
    },
  }
}

async function showOutcomes(stage: Stage, outcomes: Resisted['outcomes']): Promise<void> {
  await stage.table({
    title: 'What comes of each attack',
    columns: ['attack', 'wants', 'requests', 'gets'],
    rows: outcomes.map(({ attack, wants, requests, taken }) => [
      attack,
      wants,
      requests,
      taken ?? '–',
    ]),
  })
}

export const concatenationScene = attackScene('concatenation', {
  title: 'The text of the client in the text of the statement',
  say: 'A shop in Express: a login, a search that can be sorted, a nickname. The shop puts what the client sends into the text of its statements: between quotes, or behind order by and limit. Seven attacks, written by hand.',
  text: 'The quote of the client ends the text, and what follows is read as SQL. Behind order by and limit there is no quote to end.',
})

export const parametersAndAListScene = attackScene('parameters-and-a-list', {
  title: 'Parameters, and a list for what cannot be one',
  say: 'Each value is sent beside the statement. The column to sort by is looked up in a list. The limit has to be a number, and the search is taken literally in like.',
  text: 'PostgreSQL has parsed the statement before it sees a value. There is no text that a value could end.',
})

export const blacklistScene = attackScene('blacklist', {
  title: 'A list of forbidden words',
  say: 'The shop refuses words and signs that are known from attacks: union select, or, --, and so on.',
  text: 'The list misses a comment instead of a space, and union all select instead of union select. A customer who searches for “desk or chair” is refused.',
})

export const doubledQuotesScene = attackScene('doubled-quotes', {
  title: 'Each quote is doubled',
  say: 'The classic escape: a quote in a text is written twice.',
  text: 'Between quotes it holds. order by and limit have no quotes. And the nickname is stored as it was sent: the next statement that is made of it is attacked by a text from our own database.',
})

export const limitedRoleScene = attackScene('limited-role', {
  title: 'The same hole, and a role that may do little',
  say: 'The statements are those of the first scene. The pages are answered as a role that may read products and reviews, but no password hash, and may write nothing but a nickname.',
  text: 'PostgreSQL refuses what the role may not do, whatever statement asks. The login needs the hashes, so it runs as another role, and its hole stays. A role is the second line of defence.',
})

export const parametersForValuesScene = attackScene('parameters-for-values', {
  title: 'Parameters, and the column to sort by still in the text',
  say: 'Every value is a parameter. A parameter cannot be the name of a column, so order by is as it was.',
  text: 'One open place is enough: the order of the rows answers yes or no, and seven such answers give a letter.',
})
