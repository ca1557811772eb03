import type { Store } from './store.ts'

/** Everything that belongs to one product. */
export interface Page {
  name: string
  brand: string
  path: string[]
  colour: string
  description: string
  variants: { sku: string; price: number; stock: number }[]
  reviews: { rating: number; text: string }[]
  together: number[]
}

/** A store of the catalogue, and how it answers each question. */
export interface Shape {
  /** Copies the catalogue from the rows, and makes the indexes that the questions need. */
  fill: string
  page(store: Store, product: number): Promise<Page>
  /** The products of a category and of all categories below it that have the colour. */
  listing(store: Store, category: number, colour: string): Promise<number[]>
  averageRating(store: Store, brand: number): Promise<number>
  renameBrand(store: Store, brand: number, name: string): Promise<void>
  /** What was bought with a product, and with those. */
  twoSteps(store: Store, product: number): Promise<number[]>
}
