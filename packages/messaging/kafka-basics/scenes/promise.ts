/** What every way of sending is asked for. */
export const promise = 'the events of each customer are handled in order'
