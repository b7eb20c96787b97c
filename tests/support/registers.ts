import type { PaymentView, Terminal } from './terminals.ts'

interface Total {
  readonly count: number
  readonly amount: { readonly amount: string }
}

export interface RegistryView {
  readonly date: string
  readonly sha256: string | null
  readonly totals: Readonly<Record<'done' | 'canceled' | 'rejected' | 'pending', Total>> | null
  readonly nodes: readonly PaymentView[]
  readonly edges: readonly { readonly cursor: string }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

export interface RowView {
  readonly externalId: string
  readonly verdict: string
  readonly judgedBy: string
  readonly retryable: boolean
  readonly payment: { readonly externalId: string; readonly state: string } | null
}

/** The answer to a register, whether it was taken or not. */
export interface RegisterAnswer {
  readonly __typename: string
  readonly sha256?: string
  readonly rows?: readonly RowView[]
  readonly isComplete?: boolean
  readonly missingInPartner?: readonly RowView[]
  readonly missingInPartnerCount?: number
  readonly code?: string
  readonly field?: string | null
  readonly retryable?: boolean
}

export interface Row {
  readonly externalId: string
  readonly accountNumber: string
  readonly amount: string
}

const TOTAL = '{ count amount { amount } }'

const REGISTRY = `query ($date: Date!, $first: Int!, $after: String) {
  paymentRegistry(date: $date, first: $first, after: $after) {
    date sha256
    totals { done ${TOTAL} canceled ${TOTAL} rejected ${TOTAL} pending ${TOTAL} }
    nodes { id externalId accountNumber amount { amount currency } state acceptedAt registeredAt paidAt }
    edges { cursor }
    pageInfo { hasNextPage endCursor }
  }
}`

const ROW = '{ externalId verdict judgedBy retryable payment { externalId state } }'

const SUBMIT = `mutation ($input: SubmitRegistryInput!) {
  submitRegistry(input: $input) {
    __typename
    ... on RegistryJudged { sha256 isComplete rows ${ROW} missingInPartner ${ROW} missingInPartnerCount }
    ... on RegistryRefused { code field retryable message }
  }
}`

export async function readRegistry(
  terminal: Terminal,
  page: { readonly date: string; readonly first?: number; readonly after?: string | null },
): Promise<RegistryView> {
  const { data, text } = await terminal.ask<{ paymentRegistry: RegistryView | null } | null>(REGISTRY, {
    first: 100,
    ...page,
  })
  if (!data?.paymentRegistry) throw new Error(text)
  return data.paymentRegistry
}

export async function submitRegister(
  terminal: Terminal,
  input: { readonly date: string; readonly rows: readonly Row[]; readonly part?: number; readonly of?: number },
): Promise<RegisterAnswer> {
  const { data, text } = await terminal.ask<{ submitRegistry: RegisterAnswer } | null>(SUBMIT, { input })
  if (!data) throw new Error(text)
  return data.submitRegistry
}

/** The day of an instant that an answer has told, in the provider's zone. */
export function dayOf({ acceptedAt }: Pick<PaymentView, 'acceptedAt'>): string {
  return acceptedAt.slice(0, 10)
}
