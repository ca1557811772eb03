// The application writes the key from now on. Every reader has to know of documents without it.
import { documentsOfProducts } from './documents-of-products.ts'

export const noCheck = documentsOfProducts('')
