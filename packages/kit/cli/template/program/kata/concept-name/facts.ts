import { defineFacts } from '@lab/kata'

interface Carrier {
  mostGrams: number
  /** In cents, not always whole ones. */
  price(grams: number): number
}

type Quote = (carriers: Record<string, Carrier>, name: string, grams: number) => number

const letter: Carrier = { mostGrams: 500, price: () => 160 }
const parcel: Carrier = { mostGrams: 31_500, price: (grams) => 490 + grams / 10 }

export const facts = defineFacts<Quote, AsyncDisposable>({
  answer: 'quote',
  // Nothing to open: an answer is a function of what it is given.
  open: async () => ({ [Symbol.asyncDispose]: async () => {} }),
  facts: {
    'quotes letter and parcel': async (quote) =>
      differs(quote({ letter, parcel }, 'letter', 20), 160) ??
      differs(quote({ letter, parcel }, 'parcel', 1_000), 590),

    'quotes a carrier that comes later': async (quote) =>
      differs(
        quote({ letter, parcel, drone: { mostGrams: 2_000, price: () => 990 } }, 'drone', 400),
        990,
      ),

    'rounds up to whole cents': async (quote) => differs(quote({ parcel }, 'parcel', 1_001), 591),

    'takes a weight up to the limit, the limit as well': async (quote) =>
      differs(quote({ letter }, 'letter', 500), 160),

    'refuses a weight above the limit': async (quote) =>
      refuses(() => quote({ letter }, 'letter', 501)),

    'refuses a name that every object has': async (quote) =>
      refuses(() => quote({ letter }, 'constructor', 20)),
  },
})

function differs(quoted: number, expected: number): string | undefined {
  return quoted === expected ? undefined : `${expected} cents, ${quoted} quoted`
}

function refuses(quote: () => number): string | undefined {
  try {
    return `${quote()} cents are quoted`
  } catch (error) {
    return error instanceof RangeError ? undefined : `it throws a ${(error as Error).name}`
  }
}
