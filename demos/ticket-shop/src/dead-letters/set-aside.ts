import type { ClientBase } from 'pg'

export interface DeadLetter {
  /** The group that could not process it; of an event that cannot be sent, `relay`. */
  consumer: string
  topic: string
  partition: number
  offset: string
  key: string | null
  value: string | null
  reason: string
  tries: number
}

/** Sets a message aside, once however often its consumer dies before it commits the offset. */
export async function setAside(db: Pick<ClientBase, 'query'>, letter: DeadLetter): Promise<void> {
  const { consumer, topic, partition, offset, key, value, reason, tries } = letter
  await db.query(
    `insert into dead_letters
       (consumer, topic, partition, message_offset, key, value, reason, tries)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [consumer, topic, partition, offset, asText(key), asText(value), reason.slice(0, 500), tries],
  )
}

/** A hundred times what a message of this shop has: an operator has to be able to list them. */
const mostCharacters = 10_000

/** PostgreSQL stores no null byte. */
const asText = (text: string | null) =>
  text?.slice(0, mostCharacters).replaceAll('\0', '\uFFFD') ?? null
