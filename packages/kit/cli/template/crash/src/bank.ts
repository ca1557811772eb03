import { turn } from '@lab/conductor'

/** Another company's system: it outlives the consumer, and takes part in no transaction of ours. */
export interface Bank {
  /**
   * Pays a refund. A second request with the same key pays nothing.
   *
   * @throws {Error} If the bank is out of service.
   */
  pay(refund: string, key?: string): Promise<void>
}

export interface OpenBank extends Bank {
  readonly paid: string[]
  isOutOfService: boolean
}

/** Opens a bank that notes what it pays. Each request is a step of the conductor. */
export function openBank(): OpenBank {
  const keys = new Set<string>()
  const bank: OpenBank = {
    paid: [],
    isOutOfService: false,
    async pay(refund, key) {
      await turn(`bank: pay ${refund}${key === undefined ? '' : `, key ${key}`}`)
      if (bank.isOutOfService) throw new Error('the bank is out of service')
      if (key !== undefined && keys.has(key)) return
      if (key !== undefined) keys.add(key)
      bank.paid.push(refund)
    },
  }
  return bank
}
