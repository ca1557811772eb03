/** The other side of `startChild`: obeys the parent's orders, and ends when it is gone. */
export function answerParent<Order, Reply>(obey: (order: Order) => Reply | Promise<Reply>): void {
  const answer = async (id: number, order: Order) => {
    process.send!({ id, reply: await obey(order) })
  }
  process.on('message', ({ id, order }: { id: number; order: Order }) => void answer(id, order))
  process.on('disconnect', () => process.exit())
  // The parent may have died while this process was starting.
  if (!process.connected) process.exit()
}

export function noteToParent(note: unknown): void {
  // The parent may end just now, and this process with it.
  process.send?.({ note }, undefined, undefined, () => {})
}
