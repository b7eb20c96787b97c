import {
  ABSENT_SLICES,
  type Account,
  assembleBilling,
  type BillingSystem,
  type BrokenRule,
  checkRules,
  NO_CANCELLATIONS,
  NO_CAPABILITIES,
  NO_CHANNELS,
  NO_IP_ADDRESSES,
  NO_PROFILE_CHANGES,
  NO_SETTINGS,
  NO_TRANSFERS,
  type Payment,
  PLAIN_ACCOUNT,
  PLAIN_SERVICE,
  parseMoney,
  type Service,
} from '../../src/billing/public.ts'

export const call = { signal: new AbortController().signal, mayStart: () => true }
export const rub = (text: string) => parseMoney(text, 'RUB')

export function account(id: string, changes: Partial<Account> = {}): Account {
  const balance = { amount: rub('10'), creditLimit: rub('0'), credited: rub('30'), spent: rub('20') }
  return { ...PLAIN_ACCOUNT, id, kind: 'PERSON', number: `0${id}`, status: 'ACTIVE', balance, ...changes }
}

export function service(id: string, accountId: string): Service {
  const rest = { kind: 'INTERNET', status: 'ACTIVE', tariffId: '1', connectedOn: null } as const
  return { ...PLAIN_SERVICE, ...rest, id, accountId }
}

export function payment(id: string, changes: Partial<Payment> = {}): Payment {
  const rest = { status: 'DONE', method: 'CASH', paidAt: 0, externalId: null } as const
  return { ...rest, id, accountId: '7', amount: rub('5'), ...changes }
}

/** A billing that keeps all the rules, but for what `changes` has instead, and the rules that it was seen to break. */
export function checked(changes: Partial<BillingSystem> = {}, capabilities = NO_CAPABILITIES) {
  const slices = {
    ...ABSENT_SLICES,
    accounts: {
      findAccounts: async (ids: readonly string[]) => new Map(ids.map((id) => [id, account(id)])),
      findAccountsByNumber: async () => new Map(),
    },
    profiles: { ...NO_PROFILE_CHANGES, ...NO_SETTINGS, findProfiles: async () => new Map() },
    services: {
      ...NO_IP_ADDRESSES,
      listServices: async (ids: readonly string[]) => new Map(ids.map((id) => [id, []])),
    },
    tariffs: {
      ...NO_CHANNELS,
      findTariffs: async () => new Map(),
      listTariffs: async () => new Map(),
      listAvailableTariffs: async () => new Map(),
    },
    payments: { listPayments: async () => new Map(), findPayments: async () => new Map() },
    postings: {
      ...NO_TRANSFERS,
      ...NO_CANCELLATIONS,
      postPayment: async () => ({ kind: 'duplicate' }) as const,
      findPostings: async () => new Map(),
      findMarks: async () => new Map(),
      listPostings: async () => ({ postings: [], hasMore: false }),
    },
    credentials: {
      checkCredentials: async () => ({ kind: 'refused', reason: 'WRONG_CREDENTIALS' }) as const,
      findSubject: async () => ({ kind: 'refused', reason: 'NO_ACTIVE_AGREEMENT' }) as const,
    },
    health: { ping: async () => undefined },
  }
  const billing = assembleBilling({
    name: 'mine',
    capabilities,
    slices: { ...slices, ...changes },
    shared: [],
  })
  const broken: BrokenRule[] = []
  return { billing: checkRules(billing, { currency: 'RUB', onBroken: (rule) => broken.push(rule) }), broken }
}
