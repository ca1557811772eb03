// Only what is written from now on. An old document stays as it is, until it is changed for another
// reason: then it is refused.
import { documentsOfProducts } from './documents-of-products.ts'

export const checkNotValid = documentsOfProducts(`
  alter table documents
    add check ((body ->> 'energyClass' in ('A', 'B', 'C')) is true) not valid`)
