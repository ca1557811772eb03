/** What the shop promises, in the words of the audit. */
export const promises = {
  oneOrder: 'no seat is sold to two orders',
  oneTicket: 'no seat has two tickets',
  oneCharge: 'a buyer who buys once is charged once',
  chargeAndTickets: 'every buyer who is charged has the tickets, and the other way round',
  noneLost: 'no order is lost',
  setAside: 'what cannot go on is set aside with its reason, and nothing else is',
  holds: 'every hold is sold or released',
  oneMail: 'every buyer whose address is taken has one mail, and no other order has one',
  sums: 'what buyers paid is what was sold, and what organisers are credited',
  payouts: 'no organiser is paid more than was sold',
  plans: 'no account orders more often than its plan allows',
  leftAlone: 'a payment provider that fails is left alone',
  noticed: 'a process that cannot work says so, and is ready again after it',
  page: 'a page of events costs 3 statements',
} as const

export type PromiseText = (typeof promises)[keyof typeof promises]
