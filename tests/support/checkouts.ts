import { randomUUID } from 'node:crypto'
import { expect, vi } from 'vitest'
import type { ShopRow } from './acquirer.ts'
import type { Gateway } from './gateway.ts'

const CHECKOUT_FIELDS = `fragment Told on Checkout {
  id idempotencyKey accountNumber amount { amount currency } method state message redirectUrl qrPayload expiresAt
  failure attention acquirerId createdAt changedAt capturedAt
}`

export const INITIATE = `mutation ($input: InitiatePaymentInput!) {
  initiatePayment(input: $input) {
    __typename
    ... on PaymentInitiated { checkout { ...Told } }
    ... on PaymentInitiationPending { retryable message checkout { ...Told } }
    ... on PaymentInitiationRefused { code field message retryable retryAfterSeconds }
    ... on IdempotencyConflict { retryable message payment { id } }
  }
} ${CHECKOUT_FIELDS}`

export const REFUND = `mutation ($input: RefundCheckoutInput!) {
  refundCheckout(input: $input) {
    __typename
    ... on CheckoutRefunding { checkout { ...Told refund { kind state refusal } } }
    ... on CheckoutRefundRefused { code field message retryable currentCheckout { ...Told } }
  }
} ${CHECKOUT_FIELDS}`

const CLOSE = `mutation ($input: CloseCheckoutInput!) {
  closeCheckout(input: $input) {
    __typename
    ... on CheckoutClosed { checkout { ...Told payment { id } fiscalReceipt { state } } }
    ... on CheckoutCloseRefused { code field message retryable currentCheckout { ...Told } }
  }
} ${CHECKOUT_FIELDS}`

export interface CheckoutTold {
  readonly id: string
  readonly idempotencyKey: string
  readonly state: string
  readonly message: string
  readonly amount: { readonly amount: string; readonly currency: string }
  readonly redirectUrl: string | null
  readonly qrPayload: string | null
  readonly failure: string | null
  readonly attention: string | null
  readonly refund?: { readonly kind: string; readonly state: string; readonly refusal: string | null } | null
}

export interface CloseAnswer extends Omit<RefundAnswer, 'checkout'> {
  readonly checkout?: CheckoutTold & {
    readonly payment: { readonly id: string } | null
    readonly fiscalReceipt: { readonly state: string } | null
  }
}

export interface InitiateAnswer {
  readonly __typename: string
  readonly checkout?: CheckoutTold
  readonly code?: string
  readonly field?: string | null
  readonly retryable?: boolean
  readonly message?: string
  readonly retryAfterSeconds?: number | null
}

export interface RefundAnswer {
  readonly __typename: string
  readonly checkout?: CheckoutTold
  readonly code?: string
  readonly field?: string | null
  readonly retryable?: boolean
  readonly currentCheckout?: CheckoutTold | null
}

const PAYER = '100001'

/** Somebody who pays for an account from the cabinet, and what the books of both sides say of it. */
export async function checkoutClient(
  gateway: Pick<Gateway, 'query' | 'signIn' | 'sandbox' | 'acquirer'>,
  number = PAYER,
) {
  const token = await gateway.signIn(number)
  const operator = await gateway.signIn('operator')
  const { data } = await gateway.query<{ viewer: { accounts: readonly { id: string; number: string }[] } }>(
    '{ viewer { accounts { id number } } }',
    {},
    token,
  )
  const accountId = data.viewer.accounts.find((account) => account.number === number)?.id ?? ''

  const inputOf = (fields: Readonly<Record<string, unknown>> = {}) => ({
    accountId,
    method: 'BANK_CARD',
    amount: '150.00',
    returnUrl: 'https://cabinet.example/paid?order=1',
    receiptContact: 'anna@example.com',
    idempotencyKey: randomUUID(),
    ...fields,
  })

  async function initiate(fields: Readonly<Record<string, unknown>> = {}, as = token): Promise<InitiateAnswer> {
    const answer = await gateway.query<{ initiatePayment: InitiateAnswer }>(INITIATE, { input: inputOf(fields) }, as)
    expect(answer.errors).toEqual([])
    return answer.data.initiatePayment
  }

  /** One that can be paid, with the acquirer's own row of it. */
  async function open(fields: Readonly<Record<string, unknown>> = {}): Promise<CheckoutTold & { shopId: string }> {
    const { __typename, checkout, code } = await initiate(fields)
    expect([code ?? __typename, checkout?.state]).toEqual(['PaymentInitiated', 'OPEN'])
    if (checkout === undefined) throw new Error('Nothing was begun.')
    return { ...checkout, shopId: /[^/]+$/.exec(checkout.redirectUrl ?? '')?.[0] ?? '' }
  }

  async function find(id: string, as = token): Promise<CheckoutTold | null> {
    const document = `query ($id: ID!) { checkout(id: $id) { ...Told } } ${CHECKOUT_FIELDS}`
    const answer = await gateway.query<{ checkout: CheckoutTold | null }>(document, { id }, as)
    expect(answer.errors).toEqual([])
    return answer.data.checkout
  }

  /** The checkout as soon as it has the state; fails when it does not come to it. */
  function until(id: string, state: string, timeout = 10_000): Promise<CheckoutTold> {
    return vi.waitFor(
      async () => {
        const found = await find(id, operator)
        expect(found?.state).toBe(state)
        if (found === null) throw new Error('gone')
        return found
      },
      { timeout, interval: 50 },
    )
  }

  async function refund(checkoutId: string, fields: Readonly<Record<string, unknown>> = {}): Promise<RefundAnswer> {
    const input = { checkoutId, reason: 'The account is closed', idempotencyKey: randomUUID(), ...fields }
    const answer = await gateway.query<{ refundCheckout: RefundAnswer }>(REFUND, { input }, operator)
    expect(answer.errors).toEqual([])
    return answer.data.refundCheckout
  }

  async function close(checkoutId: string, fields: Readonly<Record<string, unknown>> = {}): Promise<CloseAnswer> {
    const input = { checkoutId, reason: 'It stays on the account', ...fields }
    const answer = await gateway.query<{ closeCheckout: CloseAnswer }>(CLOSE, { input }, operator)
    expect(answer.errors).toEqual([])
    return answer.data.closeCheckout
  }

  async function shopRow(shopId: string): Promise<ShopRow | undefined> {
    return (await gateway.acquirer.payments()).find(({ id }) => id === shopId)
  }

  /** Somebody gives it back, or a part of it, in the acquirer's own cabinet. */
  async function refundElsewhere(shopId: string, value: string): Promise<void> {
    const response = await fetch(`${gateway.acquirer.url}/v1/refunds`, {
      method: 'POST',
      headers: { authorization: 'Bearer sandbox-shop', 'idempotence-key': `own-${randomUUID()}` },
      body: JSON.stringify({ paymentId: shopId, amount: { value, currency: 'RUB' } }),
    })
    expect(response.status).toBe(200)
  }

  let ended = 0
  /** What the acquirer has and the billing has refused: each time of an agreement that has ended meanwhile. */
  async function refused() {
    ended += 1
    const account = { number: `9000${10 + ended}`, login: `ended-${ended}`, password: 'demo' }
    await gateway.sandbox.createAccount({ ...account, type: 'P' })
    const payer = await gateway.signIn(account.login)
    const { data } = await gateway.query<{ viewer: { accounts: { id: string }[] } }>(
      '{ viewer { accounts { id } } }',
      {},
      payer,
    )
    const begun = await initiate({ accountId: data.viewer.accounts[0]?.id, amount: '420.00' }, payer)
    const { id = '', redirectUrl } = begun.checkout ?? {}
    const shopId = /[^/]+$/.exec(redirectUrl ?? '')?.[0] ?? ''
    await gateway.sandbox.terminateAccount(account.number)
    await gateway.acquirer.choose(shopId, 'pay')
    expect(await until(id, 'OPERATOR')).toMatchObject({ attention: 'CREDIT_REFUSED' })
    const metadata: { checkoutId: string } = JSON.parse((await shopRow(shopId))?.metadata ?? '{}')
    return { id, shopId, number: account.number, reference: `cab~${metadata.checkoutId.replaceAll('-', '')}` }
  }

  return {
    refused,
    token,
    operator,
    accountId,
    inputOf,
    initiate,
    open,
    find,
    until,
    refund,
    refundElsewhere,
    close,
    /** Rows of the billing's own ledger that came from the cabinet. */
    async credits() {
      const { payments } = await gateway.sandbox.ledger()
      return payments.filter(({ receipt }) => receipt?.startsWith('cab~') === true)
    },
    shopRow,
    async attention() {
      const document = `{ checkoutsNeedingAttention(first: 20) { nodes { ...Told } } } ${CHECKOUT_FIELDS}`
      const { data: told } = await gateway.query<{
        checkoutsNeedingAttention: { nodes: readonly CheckoutTold[] }
      }>(document, {}, operator)
      return told.checkoutsNeedingAttention.nodes
    },
  }
}
