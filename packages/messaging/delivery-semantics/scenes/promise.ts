/** What every way of a consumer is asked for. */
export const promise = 'a payment of 10 is charged once'
