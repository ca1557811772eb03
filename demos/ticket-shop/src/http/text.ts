import { z } from 'zod'

/** Text for people. PostgreSQL cannot store U+0000, nor half of a surrogate pair. */
export const text = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .regex(/^[^\u0000-\u001f\u007f\ud800-\udfff]*$/u, 'Must be without control characters')
    .refine((value) => value.trim() === value, 'Must not begin or end with a space')
