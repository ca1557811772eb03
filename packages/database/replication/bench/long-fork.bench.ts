import type { Pool } from 'pg'
import { openCluster } from '../src/open-cluster.ts'

// Eight writers, each counting up a row of its own, and two readers on each server for half a
// minute: how many snapshots of the primary fit no snapshot of the standby, and the reverse?

const seconds = 30
const writers = 8

await using cluster = await openCluster()
const { primary, standby } = cluster.plain
await primary.query(`
  create table counters (id int primary key, n int);
  insert into counters select id, 0 from generate_series(1, ${writers}) as id`)
await cluster.standby.caughtUp()

let isOver = false

async function write(id: number, level: string): Promise<void> {
  const client = await primary.connect()
  await client.query(`set synchronous_commit = ${level}`)
  while (!isOver) await client.query('update counters set n = n + 1 where id = $1', [id])
  client.release(true)
}

/** Every snapshot that differs from the one before it. */
async function read(node: Pool): Promise<number[][]> {
  const found: number[][] = []
  while (!isOver) {
    const { rows } = await node.query('select array_agg(n order by id) as n from counters')
    if (String(rows[0].n) !== String(found.at(-1))) found.push(rows[0].n)
  }
  return found
}

const sum = (snapshot: number[]) => snapshot.reduce((a, b) => a + b, 0)

const areForked = (one: number[], other: number[]) =>
  one.some((n, index) => n > other[index]!) && one.some((n, index) => n < other[index]!)

/** Those of the first that disagree with one of the second on which commit came first. */
function countForked(one: number[][], other: number[][]): number {
  const bySum = new Map<number, number[][]>()
  for (const snapshot of other)
    bySum.set(sum(snapshot), [...(bySum.get(sum(snapshot)) ?? []), snapshot])
  const near = (total: number) =>
    Array.from({ length: 2 * writers + 1 }, (_, index) => total - writers + index)
  return one.filter((snapshot) =>
    near(sum(snapshot)).some((total) =>
      bySum.get(total)?.some((candidate) => areForked(snapshot, candidate)),
    ),
  ).length
}

for (const level of ['local', 'on']) {
  isOver = false
  setTimeout(() => (isOver = true), seconds * 1_000)
  const writing = Array.from({ length: writers }, (_, index) => write(index + 1, level))
  const [first, second, third, fourth] = await Promise.all([
    ...[primary, primary, standby, standby].map(read),
    ...writing,
  ] as Promise<number[][]>[])
  const onPrimary = [...first!, ...second!]
  const onStandby = [...third!, ...fourth!]
  console.log(
    `synchronous_commit ${level}, ${seconds} s: ${onPrimary.length} snapshots of the primary, ` +
      `${countForked(onPrimary, onStandby)} that the standby contradicts; ` +
      `${countForked(onPrimary, onPrimary)} that the primary contradicts`,
  )
}
