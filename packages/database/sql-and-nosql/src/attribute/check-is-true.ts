// `is true` refuses null as well: the check asks for the key and for its value.
import { documentsOfProducts, filled } from './documents-of-products.ts'

export const checkIsTrue = documentsOfProducts(`
  ${filled};
  alter table documents add check ((body ->> 'energyClass' in ('A', 'B', 'C')) is true)`)
