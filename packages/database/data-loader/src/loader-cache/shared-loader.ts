// Makes the loader once, beside the pool.
// Breaks: a loader remembers what it has loaded as long as it lives, for every user of the page.
import type { ProvideLoader } from './shows-new-posts.ts'

export const sharedLoader: ProvideLoader = (create) => {
  const loader = create()
  return () => loader
}
