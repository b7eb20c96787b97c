import { writeId } from '../../src/graphql/ids.ts'
import type { Gateway } from './gateway.ts'

/** Promised payments as a client asks for them. */

/** A person that is suspended for a debt from the seed on. */
export const DEBTOR = '100004'

export interface PromisedPayment {
  readonly id: string
  readonly status: string
  readonly amount: { readonly amount: string }
  readonly fee: { readonly amount: string }
  readonly takenAt: string | null
  readonly endsAt: string | null
}

export interface Offer {
  readonly __typename: string
  readonly minAmount?: { readonly amount: string }
  readonly maxAmount?: { readonly amount: string }
  readonly fee?: { readonly amount: string }
  readonly termDays?: number
  readonly code?: string
  readonly message?: string
  readonly availableFrom?: string | null
}

export interface TakeAnswer {
  readonly __typename: string
  readonly promisedPayment?: PromisedPayment | null
  readonly code?: string
  readonly field?: string | null
  readonly retryable?: boolean
  readonly message?: string
  readonly availableFrom?: string | null
}

export interface AccountView {
  readonly id: string
  readonly number: string
  readonly status: string
  readonly amountToRestore: { readonly amount: string } | null
  readonly balance: { readonly amount: { readonly amount: string } }
  readonly services: readonly { readonly status: string }[]
  readonly promisedPayment: PromisedPayment | null
  readonly promisedPaymentOffer: Offer
}

const PROMISE = 'id status amount { amount } fee { amount } takenAt endsAt'

export const TAKE = `mutation ($input: TakePromisedPaymentInput!) { answer: takePromisedPayment(input: $input) { __typename
  ... on PromisedPaymentTaken { promisedPayment { ${PROMISE} } }
  ... on PromisedPaymentPending { retryable message }
  ... on PromisedPaymentRefused { code field retryable message availableFrom }
  ... on PromisedPaymentConflict { retryable message } } }`

const VIEW = `query ($numbers: [String!]!) { accounts(numbers: $numbers) { id number status amountToRestore { amount }
  balance { amount { amount } } services { status } promisedPayment { ${PROMISE} }
  promisedPaymentOffer { __typename
    ... on PromisedPaymentOffer { minAmount { amount } maxAmount { amount } fee { amount } termDays }
    ... on PromisedPaymentNotOffered { code message availableFrom } } } }`

/** Everything about one debtor, asked for by an operator, and orders for it. */
export async function promiseClient(gateway: Gateway, number = DEBTOR) {
  const operator = await gateway.signIn('operator')
  const { restId } = await gateway.sandbox.findAccount(number)
  const accountId = writeId({ type: 'Account', kind: 'PERSON', accountId: String(restId) })

  async function look(): Promise<AccountView> {
    const { data } = await gateway.query<{ accounts: readonly (AccountView | null)[] }>(
      VIEW,
      { numbers: [number] },
      operator,
    )
    const [account] = data.accounts
    if (!account) throw new Error(`no account ${number}`)
    return account
  }

  /** The least that the offer allows, unless the input says otherwise. */
  async function orderOf(input: object = {}): Promise<object> {
    const { minAmount, fee } = (await look()).promisedPaymentOffer
    return { accountId, amount: minAmount?.amount ?? '500.00', fee: fee?.amount ?? '30.00', ...input }
  }

  async function take(input: object, token = operator): Promise<TakeAnswer> {
    const { data, errors } = await gateway.query<{ answer: TakeAnswer }>(TAKE, { input }, token)
    if (errors.length > 0) throw new Error(JSON.stringify(errors))
    return data.answer
  }

  return { accountId, operator, look, orderOf, take }
}
