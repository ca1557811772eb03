import { useEffect, useState } from 'react'

export type Loaded<Value> =
  | { state: 'loading' }
  | { state: 'loaded'; value: Value }
  | { state: 'failed'; message: string }

/** Loads something again whenever one of `of` changes. */
export function useLoaded<Value>(load: () => Promise<Value>, of: unknown[]): Loaded<Value> {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ state: 'loading' })
  useEffect(() => {
    let isWanted = true
    setLoaded({ state: 'loading' })
    load().then(
      (value) => isWanted && setLoaded({ state: 'loaded', value }),
      (error: Error) => isWanted && setLoaded({ state: 'failed', message: error.message }),
    )
    return () => {
      isWanted = false
    }
  }, of)
  return loaded
}
