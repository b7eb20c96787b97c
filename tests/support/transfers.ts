import { writeId } from '../../src/graphql/ids.ts'
import type { Gateway, RequestHeaders } from './gateway.ts'

/** Transfers as a client asks for them. */

export interface TransferView {
  readonly id: string
  readonly kind: string
  readonly state: string
  readonly code: string | null
  readonly amount: { readonly amount: string }
  readonly recipient: string
}

export interface TransferAnswer {
  readonly __typename: string
  readonly transfer?: TransferView
  readonly keptTransfer?: TransferView | null
  readonly code?: string
  readonly field?: string | null
  readonly retryable?: boolean
  readonly message?: string
  readonly retryAfterSeconds?: number | null
}

const TRANSFER = 'id kind state code amount { amount } recipient acceptedAt changedAt'
const ANSWER = `{ __typename
  ... on TransferDone { transfer { ${TRANSFER} } }
  ... on TransferPending { retryable message transfer { ${TRANSFER} } }
  ... on TransferRefused { code field retryable message retryAfterSeconds keptTransfer { ${TRANSFER} } }
  ... on TransferConflict { retryable message } }`

export const TOP_UP = `mutation ($input: TopUpOtherInput!) { answer: topUpOther(input: $input) ${ANSWER} }`
const BETWEEN = `mutation ($input: TransferBetweenAccountsInput!) { answer: transferBetweenAccounts(input: $input) ${ANSWER} }`

export interface StatementView {
  readonly balance: string
  readonly payments: readonly { readonly amount: string; readonly method: string; readonly externalId: string | null }[]
  readonly charges: readonly { readonly amount: string; readonly description: string }[]
}

export async function idOf(
  gateway: Pick<Gateway, 'sandbox'>,
  number: string,
  kind: 'PERSON' | 'ORGANIZATION' = 'PERSON',
): Promise<string> {
  const { restId } = await gateway.sandbox.findAccount(number)
  return writeId({ type: 'Account', kind, accountId: String(restId) })
}

export async function topUp(
  gateway: Pick<Gateway, 'query'>,
  input: object,
  headers: RequestHeaders | string,
): Promise<TransferAnswer> {
  const { data, errors } = await gateway.query<{ answer: TransferAnswer }>(TOP_UP, { input }, headers)
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
  return data.answer
}

export async function between(gateway: Pick<Gateway, 'query'>, input: object, token: string): Promise<TransferAnswer> {
  const { data, errors } = await gateway.query<{ answer: TransferAnswer }>(BETWEEN, { input }, token)
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
  return data.answer
}

export const readTransfer = async (gateway: Pick<Gateway, 'query'>, id: string, token: string) =>
  (
    await gateway.query<{ transfer: TransferView | null }>(
      `query ($id: ID!) { transfer(id: $id) { ${TRANSFER} } }`,
      { id },
      token,
    )
  ).data.transfer

/** What the subscriber's own cabinet shows of an account: the newest of each. */
export async function look(gateway: Pick<Gateway, 'query'>, number: string, operator: string): Promise<StatementView> {
  const { data } = await gateway.query<{
    accounts: readonly [
      {
        balance: { amount: { amount: string } }
        transactions: {
          nodes: readonly {
            __typename: string
            amount: { amount: string }
            method?: string
            externalId?: string | null
            description?: string
          }[]
        }
      },
    ]
  }>(
    `query ($numbers: [String!]!) { accounts(numbers: $numbers) { balance { amount { amount } }
      transactions(first: 5) { nodes { __typename
        ... on Payment { amount { amount } method externalId }
        ... on Charge { amount { amount } description } } } } }`,
    { numbers: [number] },
    operator,
  )
  const [{ balance, transactions }] = data.accounts
  return {
    balance: balance.amount.amount,
    payments: transactions.nodes.flatMap(({ __typename: type, amount, method = '', externalId = null }) =>
      type === 'Payment' ? [{ amount: amount.amount, method, externalId }] : [],
    ),
    charges: transactions.nodes.flatMap(({ __typename: type, amount, description = '' }) =>
      type === 'Charge' ? [{ amount: amount.amount, description }] : [],
    ),
  }
}

/** What moved between accounts since the seed, by the receipts of the billing's own ledger. */
export async function moved(gateway: Pick<Gateway, 'sandbox'>) {
  const debits = gateway.sandbox.books.listDebits({ afterId: 0, limit: 1000 })
  const { payments } = await gateway.sandbox.ledger()
  const given = payments.filter(({ receipt, status }) => receipt?.startsWith('transfer') === true && status === 1)
  return { debits, given }
}

/** The sum over all accounts: what a transfer never changes. */
export async function sumOfAll(gateway: Pick<Gateway, 'sandbox'>, count = 40): Promise<bigint> {
  return gateway.sandbox.books
    .listAccounts({ limit: count, offset: 0 })
    .reduce((sum, { paidTotal, chargedTotal }) => sum + paidTotal - chargedTotal, 0n)
}
