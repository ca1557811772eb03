/** Says where a key is. */
export type Route = (key: string) => string

/** Makes the route for shards, which are listed in the order in which they joined. */
export type Scheme = (shards: readonly string[]) => Route
