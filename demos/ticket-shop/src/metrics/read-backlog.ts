// Reads what waits in the database, when it is asked for. It has a connection of its own for that
// moment: the numbers are needed most when the pool has none to give.
import { Socket } from 'node:net'
import { Gauge, Registry } from 'prom-client'
import pg from 'pg'
import type { Shop } from '../shop.ts'
import { readings } from './readings.ts'
import type { Reading } from './readings.ts'

/** Prometheus gives up after ten seconds. */
const boundMs = 3_000
const statementMs = 500

/**
 * Gives the gauges of what could be read, each time anew: a number that could not be read is not there,
 * instead of the last one.
 */
export async function readBacklog(shop: Pick<Shop, 'configuration' | 'log'>): Promise<Registry> {
  const registry = new Registry()
  const registers = [registry]
  const failed = new Gauge({
    name: 'shop_collect_failed',
    help: '1 where the database did not give the numbers',
    labelNames: ['reading'],
    registers,
  })
  const socket = new Socket()
  const client = new pg.Client({
    connectionString: shop.configuration.DATABASE_URL,
    application_name: 'ticket-shop metrics',
    statement_timeout: statementMs,
    stream: () => socket,
  }).on('error', () => {})
  // A server that says nothing leaves nothing else to do.
  const timer = setTimeout(() => socket.destroy(new Error('No answer in time')), boundMs)
  const connected = client.connect()
  for (const [name, reading] of Object.entries(readings)) {
    try {
      await connected
      const { rows } = await client.query<Record<string, number>>(reading.sql)
      show(reading, rows[0]!, registers)
      failed.set({ reading: name }, 0)
    } catch (error) {
      shop.log.warn({ error, reading: name }, 'cannot read what waits')
      failed.set({ reading: name }, 1)
    }
  }
  await client.end().catch(() => {})
  clearTimeout(timer)
  return registry
}

function show({ gauges }: Reading, row: Record<string, number>, registers: Registry[]): void {
  for (const [name, { help, columns }] of Object.entries(gauges)) {
    const labelNames = Object.keys(Object.values(columns)[0]!)
    const gauge = new Gauge({ name, help, labelNames, registers })
    for (const [column, labels] of Object.entries(columns)) gauge.set(labels, row[column]!)
  }
}
