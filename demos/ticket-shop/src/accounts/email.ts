import { z } from 'zod'

/** In one way of writing, so that one person does not open two accounts by accident. */
export const email = z
  .string()
  .max(254)
  .trim()
  .toLowerCase()
  .meta({ format: 'email' })
  .pipe(z.email())
