import type { PartnerAdmin } from '../../src/auth/partner-admin.ts'
import { parseMoney } from '../../src/domain/money.ts'
import type { GraphqlAnswer } from './gateway.ts'
import { tokenOf } from './partner-gateways.ts'

export interface PaymentView {
  readonly id: string
  readonly externalId: string
  readonly accountNumber: string
  readonly amount: { readonly amount: string; readonly currency: string }
  readonly state: string
  readonly acceptedAt: string
  readonly registeredAt: string | null
  readonly paidAt: string | null
}

/** The answer to an order, whatever its type. */
export interface OrderAnswer {
  readonly __typename: string
  readonly retryable: boolean
  readonly message: string
  readonly code?: string
  readonly field?: string | null
  readonly payment: PaymentView | null
}

export interface PayInput {
  readonly externalId: string
  readonly accountNumber: string
  readonly amount: string
  readonly paidAt?: string
}

export interface CancelInput {
  readonly externalId: string
  readonly idempotencyKey: string
  readonly reason?: string
}

/** How a question reaches a gateway. */
export type Ask = (
  document: string,
  variables: Readonly<Record<string, unknown>>,
  headers: { readonly token: string; readonly language?: string },
) => Promise<GraphqlAnswer<Readonly<Record<string, unknown>>>>

export interface Terminal {
  readonly token: string
  readonly partnerId: string
  pay(input: PayInput, language?: string): Promise<OrderAnswer>
  cancel(input: CancelInput, language?: string): Promise<OrderAnswer>
  find(externalId: string): Promise<PaymentView | null>
  ask<T>(document: string, variables?: Readonly<Record<string, unknown>>): Promise<GraphqlAnswer<T>>
}

const PAYMENT =
  'payment { id externalId accountNumber amount { amount currency } state acceptedAt registeredAt paidAt }'

const ANSWER = `__typename ... on PaymentAnswer { ${PAYMENT} retryable message }`

export const PAY = `mutation ($input: PayInput!) {
  pay(input: $input) { ${ANSWER} ... on PaymentRefused { code field } }
}`

const CANCEL = `mutation ($input: CancelPaymentInput!) {
  cancelPayment(input: $input) { ${ANSWER} ... on CancellationRefused { code field } }
}`

const FIND = `query ($externalId: String!) { ${PAYMENT.replace('payment', 'payment: paymentByExternalId(externalId: $externalId)')} }`

/** A partner of its own, signed in. Its limits are wide where nothing else is given. */
export async function createTerminal(
  gateway: { readonly partners: PartnerAdmin; readonly url: string; readonly query: Ask },
  { partnerId = 'kiosk', ...given }: { partnerId?: string; template?: string; limits?: Partial<LimitTexts> } = {},
): Promise<Terminal> {
  const limits = {
    min: '0.01',
    max: '100000.00',
    perDay: '9000000.00',
    perMinute: 100_000,
    misses: 200,
    ...given.limits,
  }
  const verdict = await gateway.partners.create(
    {
      id: partnerId,
      name: partnerId,
      networks: [],
      limits: {
        minAmount: parseMoney(limits.min, 'RUB'),
        maxAmount: parseMoney(limits.max, 'RUB'),
        maxAmountPerDay: parseMoney(limits.perDay, 'RUB'),
        maxPaymentsPerMinute: limits.perMinute,
        maxMissesPerHour: limits.misses,
      },
      referenceTemplate: given.template ?? `${partnerId}/{externalId}`,
      paymentMethod: 'TERMINAL',
      terminal: null,
      signs: false,
    },
    { actor: 'test' },
  )
  if (verdict.kind !== 'created') throw new Error(JSON.stringify(verdict))
  const token = await tokenOf(gateway.url, { partnerId, secret: verdict.secrets.secret ?? '' })
  return connectTerminal((...question) => gateway.query(...question), { token, partnerId })
}

interface LimitTexts {
  readonly min: string
  readonly max: string
  readonly perDay: string
  readonly perMinute: number
  readonly misses: number
}

function connectTerminal(ask: Ask, { token, partnerId }: { token: string; partnerId: string }): Terminal {
  const order = async (document: string, { input, language = 'en' }: { input: object; language?: string }) => {
    const { data, text } = await ask(document, { input }, { token, language })
    const [answer] = Object.values(data ?? {})
    if (typeof answer !== 'object' || answer === null) throw new Error(text)
    const read: OrderAnswer = JSON.parse(JSON.stringify(answer))
    return read
  }
  return {
    token,
    partnerId,
    pay: (input, language) => order(PAY, { input, language: language ?? 'en' }),
    cancel: (input, language) => order(CANCEL, { input, language: language ?? 'en' }),
    async find(externalId) {
      const { data, errors, text } = await ask(FIND, { externalId }, { token })
      if (errors.length > 0) throw new Error(text)
      const found: { payment: PaymentView | null } = JSON.parse(JSON.stringify(data))
      return found.payment
    },
    ask: async (document, variables = {}) => {
      const answer = await ask(document, variables, { token })
      return { ...answer, data: JSON.parse(JSON.stringify(answer.data ?? null)) }
    },
  }
}
