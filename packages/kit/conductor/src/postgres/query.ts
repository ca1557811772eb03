/** Sends by a client itself, as nobody's step. */
export type Query = (...given: unknown[]) => unknown
