import { postgres } from '@lab/servers/postgres'
import type { Client } from 'pg'
import { lastTicket, lastTicketSchema } from '../src/last-ticket.fixture.ts'

// Two and three buyers of the last ticket, five statements each. Medians of several rounds.

const two = ['alice', 'bob']
const three = ['alice', 'bob', 'carol']

let bare: { plain: Client; clients: Client[] } | undefined

await using db = await postgres({ schema: lastTicketSchema })
const race = lastTicket(db, two)
await race.explore({ prune: false })

const pruned = await race.explore()
const all = await race.explore({ prune: false })
const prunedMs = await median(15, () => race.explore())
const allMs = await median(5, () => race.explore({ prune: false }))
const serialMs = await median(15, () => race.replay('alice×5'))
const bareMs = await median(15, runBare)
const ofThree = lastTicket(db, three)
const found = await ofThree.explore()
const threeMs = await median(3, () => ofThree.explore())
const serializable = lastTicket(db, three, { begin: 'begin isolation level serializable' })
const serializableFrom = performance.now()
const strict = await serializable.explore()
const serializableMs = performance.now() - serializableFrom

const lines = [
  [
    'two buyers, pruned',
    `${pruned.runs} runs for ${pruned.schedules} orders, ${prunedMs.toFixed(0)} ms`,
  ],
  ['  outcomes, pruned / every order run', `${pruned.outcomes.length} / ${all.outcomes.length}`],
  [
    'two buyers, every order run',
    `${all.runs} runs, ${allMs.toFixed(0)} ms, ${((all.runs * 1000) / allMs).toFixed(0)} schedules a second`,
  ],
  [
    'one order conducted / the same statements bare',
    `${serialMs.toFixed(2)} / ${bareMs.toFixed(2)} ms = ${(serialMs / bareMs).toFixed(2)} times`,
  ],
  [
    'three buyers, pruned',
    `${found.runs} runs for ${found.schedules} orders, ${threeMs.toFixed(0)} ms`,
  ],
  [
    'three serializable buyers, pruned',
    `${strict.runs} runs for ${strict.schedules} orders, ${(serializableMs / 1000).toFixed(1)} s`,
  ],
] as const
for (const [name, value] of lines) console.log(`${name.padEnd(48)} ${value}`)

/** The statements of the order `alice×5 bob×3` with what a run does before and after it. */
async function runBare(): Promise<void> {
  bare ??= { plain: await db.connect(), clients: [await db.connect(), await db.connect()] }
  const { plain, clients } = bare
  await plain.query('delete from sales; update tickets set remaining = 1')
  await clients[0]!.query('begin')
  await clients[0]!.query('select remaining from tickets where id = 1')
  await clients[0]!.query('update tickets set remaining = $1 where id = 1', [0])
  await clients[0]!.query('insert into sales (buyer) values ($1)', ['alice'])
  await clients[0]!.query('commit')
  await clients[1]!.query('begin')
  await clients[1]!.query('select remaining from tickets where id = 1')
  await clients[1]!.query('rollback')
  await plain.query('select remaining, (select count(*)::int from sales) as sold from tickets')
}

async function median(rounds: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const from = performance.now()
    await work()
    times.push(performance.now() - from)
  }
  return times.toSorted((one, other) => one - other)[Math.floor(rounds / 2)]!
}
