import { linkTo } from './route.ts'

/** Stands where the address cannot be read. */
export function NoSuchPage() {
  return (
    <main>
      <h1>There is no such page</h1>
      <p>
        The address cannot be read: a part of it may be missing. <a href={linkTo()}>All concepts</a>
      </p>
    </main>
  )
}
