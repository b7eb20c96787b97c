import { randomUUID } from 'node:crypto'
import { writeId } from '../../src/graphql/ids.ts'
import { accountIdOf } from './exports.ts'
import type { Gateway, RequestHeaders } from './gateway.ts'

export interface VisitAnswer {
  readonly __typename: string
  readonly code?: string
  readonly field?: string | null
  readonly message?: string
  readonly retryable?: boolean
  readonly slots?: readonly SlotAnswer[]
  readonly visit?: {
    readonly id: string
    readonly status: string
    readonly comment: string | null
    readonly price: { readonly amount: string; readonly currency: string }
    readonly slot: SlotAnswer
    readonly ticket: { readonly id: string; readonly number: string; readonly category: string } | null
  }
}

export interface SlotAnswer {
  readonly id: string
  readonly startsAt: string
  readonly endsAt: string
  readonly price: { readonly amount: string }
}

const SLOT = 'id startsAt endsAt price { amount }'
export const VISIT = `id status comment price { amount currency } slot { ${SLOT} } ticket { id number category }`
const REFUSED = '... on VisitRefused { code field message retryable retryAfterSeconds }'

const DOCUMENTS = {
  openVisitSlots: `mutation ($input: OpenVisitSlotsInput!) { answer: openVisitSlots(input: $input) { __typename
    ... on VisitSlotsOpened { slots { ${SLOT} } } ${REFUSED} } }`,
  removeVisitSlot: `mutation ($input: RemoveVisitSlotInput!) { answer: removeVisitSlot(input: $input) { __typename
    ... on VisitSlotRemoved { slotId } ${REFUSED} } }`,
  requestVisit: `mutation ($input: RequestVisitInput!) { answer: requestVisit(input: $input) { __typename
    ... on VisitRequested { visit { ${VISIT} } } ${REFUSED} } }`,
  cancelVisit: `mutation ($input: CancelVisitInput!) { answer: cancelVisit(input: $input) { __typename
    ... on VisitCancelled { visit { ${VISIT} } } ${REFUSED} } }`,
} as const

export const HOUR_MS = 3_600_000

/** Visits over HTTP: operators open slots, subscribers take them. */
export function visitClient(gateway: Gateway) {
  const regionId = writeId({ type: 'Region', regionId: '1' })
  const base = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS + 24 * HOUR_MS
  let crews = 0
  let people = 0
  const send = (mutation: keyof typeof DOCUMENTS, input: object, who: string | RequestHeaders = {}) =>
    gateway.query<{ answer: VisitAnswer }>(DOCUMENTS[mutation], { input }, who)
  async function answer(mutation: keyof typeof DOCUMENTS, input: object, who: string | RequestHeaders = {}) {
    const { data, errors, text } = await send(mutation, input, who)
    if (errors.length > 0) throw new Error(text)
    return data.answer
  }
  /** The hour that begins so many hours after tomorrow. */
  const time = (hours: number) => ({
    startsAt: new Date(base + hours * HOUR_MS).toISOString(),
    endsAt: new Date(base + (hours + 1) * HOUR_MS).toISOString(),
  })
  return {
    send,
    answer,
    time,
    regionId,
    openInput: (fields: object = {}) => ({ regionId, crew: 'Бригада', price: '1500.00', slots: [time(0)], ...fields }),
    /** The region of an account by its number. */
    regionOf: async (number: string) =>
      writeId({ type: 'Region', regionId: String((await gateway.sandbox.findAccount(number)).regionId) }),
    /** Hours of a new crew. */
    async open(hours: number, fields: object = {}): Promise<readonly SlotAnswer[]> {
      crews += 1
      const slots = Array.from({ length: hours }, (_, at) => time(at))
      const input = { regionId, crew: `Бригада ${crews}`, price: '1500.00', slots, ...fields }
      const opened = await answer('openVisitSlots', input, await gateway.signIn('operator'))
      if (!opened.slots) throw new Error(JSON.stringify(opened))
      return opened.slots
    },
    async free(token: string, of = regionId): Promise<readonly SlotAnswer[]> {
      const document = `query ($regionId: ID!, $from: DateTime!, $to: DateTime!) {
        visitSlots(regionId: $regionId, from: $from, to: $to, first: 100) { nodes { ${SLOT} } } }`
      const variables = {
        regionId: of,
        from: new Date().toISOString(),
        to: new Date(base + 24 * 30 * HOUR_MS).toISOString(),
      }
      const { data } = await gateway.query<{ visitSlots: { nodes: readonly SlotAnswer[] } }>(document, variables, token)
      return data.visitSlots.nodes
    },
    /** A new subscriber, whose account no other test asks for, where masters come by default. */
    async subscriber() {
      let number: string
      do {
        people += 1
        number = String(800_000 + people)
        await gateway.sandbox.createAccount({ number, type: 'P', login: number, password: 'demo' })
      } while ((await this.regionOf(number)) !== regionId)
      return { number, token: await gateway.signIn(number), accountId: await accountIdOf(gateway, number) }
    },
    /** The visits of an account, newest first. */
    async listed(accountId: string, token: string): Promise<readonly NonNullable<VisitAnswer['visit']>[]> {
      const document = `query ($id: ID!) { account(id: $id) { visits(first: 100) { nodes { ${VISIT} } } } }`
      interface Listed {
        readonly account: { readonly visits: { readonly nodes: readonly NonNullable<VisitAnswer['visit']>[] } }
      }
      return (await gateway.query<Listed>(document, { id: accountId }, token)).data.account.visits.nodes
    },
    requestInput: (accountId: string, slotId: string, fields: object = {}) => ({
      idempotencyKey: randomUUID(),
      accountId,
      slotId,
      expectedPrice: '1500.00',
      ...fields,
    }),
  }
}
