import type { Kafka } from 'kafkajs'
import type { Payments } from '../open-payments.ts'
import { countRecords } from './count-records.ts'

export interface Zombie {
  /** Receipts of the one payment that a reader of committed records gets. */
  receipts: number
  /** The error with which the broker refuses the first pipeline, if it does. */
  refusal: string | undefined
}

/** A pipeline that has connected: the steps in which it writes the receipt of one payment. */
export type Pipeline = (() => Promise<unknown>)[]
export type OpenPipeline = (kafka: Kafka, receipts: string, id: string) => Promise<Pipeline>

/**
 * The contract: a pipeline that was replaced writes nothing more. The first pipeline pauses after so
 * many of its steps. A second one takes its place and writes the receipt. Then the first one goes on.
 */
export async function goesOnAfterItsSuccessor(
  { bus, openPlace }: Payments,
  open: OpenPipeline,
  pausesAfter: number,
): Promise<Zombie> {
  const { topic, groupId } = await openPlace(open.name)
  const kafka = bus.client()
  const first = await open(kafka, topic, groupId)
  await takeSteps(first.slice(0, pausesAfter))
  const second = await open(kafka, topic, groupId)
  await takeSteps(second)
  const refusal = await takeSteps(first.slice(pausesAfter)).then(
    () => undefined,
    ({ type, message }: Error & { type?: string }) => type ?? message,
  )
  const committed = { readUncommitted: false }
  return { receipts: await countRecords(kafka, topic, groupId, committed), refusal }
}

async function takeSteps(steps: Pipeline): Promise<void> {
  for (const step of steps) await step()
}
