import type { Books, ConformanceSubject } from './subject.ts'
import type { TrueAccount } from './truth.ts'

/** Answers why it is not so, or null when it is. */
type Fact = (subject: ConformanceSubject) => Promise<string | null>

/** What a requirement may need to be true of the books before it can say anything. */
export const FACTS = {
  'two accounts': atLeast(2),
  '120 accounts': atLeast(120),
  'persons and organisations': async ({ books }) => {
    const kinds = new Set((await books.accounts()).map(({ kind }) => kind))
    return kinds.size === 2 ? null : `only ${[...kinds].join()}`
  },
  'a contract number that begins with zero': someAccount(({ number }) => number.startsWith('0')),
  'an account that is suspended for debt': someAccount(
    ({ amountToRestore }) => amountToRestore !== undefined && amountToRestore !== null,
  ),
  'accounts in regions': someAccount(({ regionId }) => regionId !== undefined && regionId !== null),
  'accounts of operators': someAccount(({ operatorId }) => operatorId !== undefined && operatorId !== null),
  'an account with six payments': someRows('payments', 6),
  'an account with six charges': someRows('charges', 6),
  'an account with three tickets': someRows('tickets', 3),
  'an account with a device': someRows('devices', 1),
  'a tariff of some regions only': async ({ books }) =>
    (await books.tariffs?.())?.some(({ regionId }) => typeof regionId === 'string') === true ? null : 'there is none',
  'a private tariff': async ({ books }) =>
    (await books.tariffs?.())?.some(({ ownerAccountId }) => typeof ownerAccountId === 'string') === true
      ? null
      : 'there is none',
  'a package of channels': async ({ books }) =>
    (await books.tariffs?.())?.some(({ channels }) => channels !== undefined && channels.length > 0) === true
      ? null
      : 'there is none',
  'houses of every state': async ({ books }) => {
    const states = new Set(((await books.houses?.()) ?? []).map(({ status }) => status))
    return ['COVERED', 'PLANNED', 'NOT_COVERED'].every((state) => states.has(state)) ? null : [...states].join()
  },
} as const satisfies Readonly<Record<string, Fact>>

export type FactName = keyof typeof FACTS

function atLeast(count: number): Fact {
  return async ({ books }) => {
    const { length } = await books.accounts()
    return length >= count ? null : `the books have ${length}`
  }
}

function someAccount(is: (account: TrueAccount) => boolean): Fact {
  return async ({ books }) => ((await books.accounts()).some(is) ? null : 'there is none')
}

/** The account with the most rows of a kind. */
export async function findBusiest(
  subject: ConformanceSubject,
  kind: 'payments' | 'charges' | 'tickets' | 'devices',
): Promise<{ readonly accountId: string; readonly count: number }> {
  const known = BUSIEST.get(subject)?.get(kind)
  if (known !== undefined) return { accountId: known, count: (await listRows(subject.books, kind, known)).length }
  let busiest = { accountId: '', count: -1 }
  for (const { id } of (await subject.books.accounts()).slice(0, MOST_LOOKED_THROUGH)) {
    const count = (await listRows(subject.books, kind, id)).length
    if (count > busiest.count) busiest = { accountId: id, count }
  }
  BUSIEST.set(subject, new Map([...(BUSIEST.get(subject) ?? []), [kind, busiest.accountId]]))
  return busiest
}

/** Looked for once: proofs write to accounts of their own. */
const BUSIEST = new WeakMap<ConformanceSubject, ReadonlyMap<string, string>>()

/** Asking for more would take long where the books are far away. */
const MOST_LOOKED_THROUGH = 130

function someRows(kind: 'payments' | 'charges' | 'tickets' | 'devices', count: number): Fact {
  return async (subject) => {
    const busiest = await findBusiest(subject, kind)
    return busiest.count >= count ? null : `the busiest has ${busiest.count}`
  }
}

async function listRows(
  books: Books,
  kind: 'payments' | 'charges' | 'tickets' | 'devices',
  accountId: string,
): Promise<readonly unknown[]> {
  switch (kind) {
    case 'payments':
      return (await books.payments?.(accountId)) ?? []
    case 'charges':
      return (await books.charges?.(accountId)) ?? []
    case 'tickets':
      return (await books.tickets?.(accountId)) ?? []
    case 'devices':
      return (await books.devices?.(accountId)) ?? []
  }
}
