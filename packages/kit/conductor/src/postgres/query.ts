/** Sends by a client itself, as no actor's step. */
export type Query = (...given: unknown[]) => unknown
