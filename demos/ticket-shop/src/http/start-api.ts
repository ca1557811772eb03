import type { Shop } from '../open-shop.ts'

/** Serves the API. Disposing it drains: health says no, what is under way is answered, then it ends. */
export async function startApi(shop: Shop): Promise<{ url: string } & AsyncDisposable> {
  throw new Error(`not written yet: ${shop.configuration.PORT}`)
}
