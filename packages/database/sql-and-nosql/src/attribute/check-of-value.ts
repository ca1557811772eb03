// Looks right. Without the key `->>` is null, `null in (…)` is null, and a check that is null passes.
import { documentsOfProducts, filled } from './documents-of-products.ts'

export const checkOfValue = documentsOfProducts(`
  ${filled};
  alter table documents add check (body ->> 'energyClass' in ('A', 'B', 'C'))`)
