import { startAbillsDouble } from '../doubles/abills.ts'
import { startCrmDouble } from '../doubles/crm.ts'
import { startLanbillingDouble } from '../doubles/lanbilling.ts'

/** A billing of another kind than the sandbox, with somebody in each part that the tour has. */
export interface Assembly {
  readonly name: string
  /** What makes the gateway connect it. */
  readonly environment: Readonly<Record<string, string>>
  /** Who plays whom, by the logins of the page. Whoever is not here is nobody there. */
  readonly cast: Readonly<Record<string, { readonly login: string; readonly password: string }>>
  close(): Promise<void>
}

export const ASSEMBLIES: readonly { readonly name: string; readonly start: () => Promise<Assembly> }[] = [
  { name: 'abills', start: startAbills },
  { name: 'lanbilling', start: startLanbilling },
  { name: 'mixed', start: startMixed },
]

async function startAbills(): Promise<Assembly> {
  const double = await startAbillsDouble({ timeZone: 'Europe/Moscow', settings: { messageRights: true } })
  return {
    name: 'abills',
    environment: {
      BILLING_MODULE: 'abills',
      ABILLS_URL: double.url,
      ABILLS_KEY: double.apiKey,
      ABILLS_CHAPTERS: 'FAULT=1,CHANGE_REQUEST=2,CONSULTATION=3',
    },
    cast: castOf(double.logins.slice(0, 4), double.logins.slice(4)),
    close: () => double.close(),
  }
}

async function startLanbilling(): Promise<Assembly> {
  const double = await startLanbillingDouble()
  return {
    name: 'lanbilling',
    environment: {
      BILLING_MODULE: 'lanbilling',
      ...addressOf(double),
      LANBILLING_TICKET_CLASSES: '1=FAULT,2=CHANGE_REQUEST,3=CONSULTATION,4=VISIT,5=CONNECTION',
      LANBILLING_TICKET_STATUSES: '1=OPEN,2=IN_PROGRESS,3=WAITING,4=CLOSED',
    },
    cast: peopleOf(double),
    close: () => double.close(),
  }
}

async function startMixed(): Promise<Assembly> {
  const double = await startLanbillingDouble()
  const contracts = double.books.state.agreements.map(({ number }) => ({ number, name: 'Иванова Мария', phone: null }))
  const crm = await startCrmDouble({ contracts })
  return {
    name: 'mixed',
    environment: {
      BILLING_MODULE: 'mixed',
      ...addressOf(double),
      CRM_URL: `${crm.url}/api`,
      CRM_TOKEN: crm.token,
    },
    cast: peopleOf(double),
    async close() {
      await double.close()
      await crm.close()
    },
  }
}

type Lanbilling = Awaited<ReturnType<typeof startLanbillingDouble>>

function addressOf({ url, login, password }: Lanbilling): Readonly<Record<string, string>> {
  return {
    LANBILLING_URL: url,
    LANBILLING_LOGIN: login,
    LANBILLING_PASSWORD: password,
    LANBILLING_OPERATORS: login,
    LANBILLING_PAYMENT_CLASSES: '0=CASH,1=BANK_CARD,2=SBP',
  }
}

function peopleOf({ books, login, password }: Lanbilling): Assembly['cast'] {
  const { state } = books
  const openOf = (uid: number) => state.agreements.filter((one) => one.uid === uid && one.closedon === '')
  const able = state.people.filter(({ uid }) => openOf(uid).length > 0)
  const persons = able.filter(({ uid, type }) => type === 2 && openOf(uid).length === 1).map(accessOf)
  const [several] = able.filter(({ uid, type }) => type === 2 && openOf(uid).length === 2).map(accessOf)
  const companies = able.filter(({ type }) => type === 1).map(accessOf)
  const isInDebt = (uid: number) => openOf(uid).some(({ agrmid }) => Number(books.balanceOf(agrmid)) < 0)
  const [debtor] = able.filter(({ uid, type }) => type === 2 && openOf(uid).length === 1 && isInDebt(uid)).map(accessOf)
  return {
    ...castOf(persons, companies),
    ...(several && { 100_002: several }),
    ...(debtor && { 100_004: debtor }),
    operator: { login, password },
  }
}

type Access = Assembly['cast'][string]

/** The first persons and companies that there are, each in one part. */
function castOf(persons: readonly Access[], companies: readonly Access[]): Assembly['cast'] {
  const [first, second, third, fourth, fifth, sixth] = persons
  const parts = {
    '100001': first,
    '007123': second,
    '100004': third,
    '100002': fourth,
    '100005': fifth,
    '100003': sixth,
  }
  const all = Object.entries({ ...parts, '200001': companies[0], '200010': companies[1] })
  return Object.fromEntries(
    all.flatMap(([part, one]) => (one ? [[part, { login: one.login, password: one.password }] as const] : [])),
  )
}

function accessOf({ login, pass }: { readonly login: string; readonly pass: string }): Access {
  return { login, password: pass }
}
