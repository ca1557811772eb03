import type { Express } from 'express'

export interface FoundRoute {
  method: string
  /** As a request spells it, with a name for each parameter. */
  path: string
}

/** What `router` 2.3 says of itself, and its types do not yet. */
interface Listing {
  listRoutes(): { path: string; methods?: string[]; router?: Listing }[]
}

/** Reads every route of a server from its routers, wherever it was added. */
export function everyRoute(app: Express): FoundRoute[] {
  return routesOf(app.router as unknown as Listing, '')
}

function routesOf(listing: Listing, base: string): FoundRoute[] {
  return listing.listRoutes().flatMap(({ path, methods = [], router }) => {
    const here = `${base}${path}`
    if (router !== undefined) return routesOf(router, here)
    const all = methods.includes('*') ? ['GET', 'POST'] : methods
    return all.map((method) => ({ method, path: here.replaceAll(/:\w+/g, 'tally') }))
  })
}
