import { randomUUID } from 'node:crypto'
import type { Gateway } from './gateway.ts'

/** In the middle of a month, so that no test crosses its end by accident: a Tuesday morning in Moscow. */
export const MID_MONTH = Date.UTC(2026, 10, 10, 6)

export interface Amount {
  readonly amount: string
}

export interface OrderAnswer {
  readonly id: string
  readonly number: string
  readonly action: string
  readonly status: string
  readonly price: Amount
  readonly accruedCharge: Amount
  readonly monthlyFee: Amount
  readonly isCancelable: boolean
  readonly failure: string | null
  readonly dueAt: string | null
  readonly closedAt: string | null
  readonly service: { readonly id: string } | null
  readonly tariff: { readonly id: string; readonly name: string } | null
}

/** All members of the union in one shape. */
export interface PlaceAnswer {
  readonly __typename: string
  readonly orderId?: string
  readonly order?: OrderAnswer | null
  readonly code?: string
  readonly field?: string | null
  readonly retryable?: boolean
  readonly earliestOn?: string | null
  readonly placedOrderId?: string | null
  readonly placedOrder?: { readonly id: string } | null
  readonly number?: string
  readonly ticket?: {
    readonly subject: string
    readonly messages: { readonly nodes: readonly { readonly text: string }[] }
  } | null
  readonly message: string
}

const ORDER = `id number action status price { amount } accruedCharge { amount } monthlyFee { amount }
  isCancelable failure dueAt closedAt service { id } tariff { id name }`

const RESULT = `__typename
  ... on ServiceOrderAccepted { orderId order { ${ORDER} } message }
  ... on ServiceOrderPending { retryable message }
  ... on ServiceOrderRefused { code field retryable earliestOn placedOrderId placedOrder { id } message }
  ... on ServiceOrderBecameTicket { number message ticket { subject messages(first: 1) { nodes { text } } } }
  ... on IdempotencyConflict { retryable message }`

/** Every mutation that places an order, with the name of its input. */
export const ORDER_MUTATIONS = {
  changeTariff: 'ChangeTariffInput',
  connectService: 'ConnectServiceInput',
  disconnectService: 'DisconnectServiceInput',
  changeServiceOption: 'ChangeServiceOptionInput',
  freezeService: 'FreezeServiceInput',
  unfreezeService: 'UnfreezeServiceInput',
  freezeAccount: 'FreezeAccountInput',
  unfreezeAccount: 'UnfreezeAccountInput',
  requestIpChange: 'RequestIpChangeInput',
  orderEquipment: 'OrderEquipmentInput',
  orderSetUp: 'OrderSetUpInput',
} as const

export type OrderMutation = keyof typeof ORDER_MUTATIONS

export function placeDocument(mutation: OrderMutation): string {
  return `mutation ($input: ${ORDER_MUTATIONS[mutation]}!) { answer: ${mutation}(input: $input) { ${RESULT} } }`
}

/** A cabinet that orders, with a new key for each order unless one is given. */
export function createOrderer(gateway: Gateway, token: string) {
  async function place(mutation: OrderMutation, input: Readonly<Record<string, unknown>>): Promise<PlaceAnswer> {
    const variables = { input: { idempotencyKey: randomUUID(), ...input } }
    const { data, text } = await gateway.query<{ answer: PlaceAnswer } | null>(
      placeDocument(mutation),
      variables,
      token,
    )
    if (!data?.answer) throw new Error(text)
    return data.answer
  }
  return {
    place,
    /** As `place`, for orders that must be taken. */
    order: async (mutation: OrderMutation, input: Readonly<Record<string, unknown>>): Promise<OrderAnswer> => {
      const answer = await place(mutation, input)
      if (!answer.order) throw new Error(JSON.stringify(answer))
      return answer.order
    },
    cancel: async (orderId: string) => {
      const document = `mutation ($input: CancelServiceOrderInput!) { cancelServiceOrder(input: $input) { __typename
        ... on ServiceOrderCancelled { order { ${ORDER} } message } ... on ServiceOrderPending { retryable message }
        ... on CancelServiceOrderRefused { code retryable message } } }`
      const { data, text } = await gateway.query<{ cancelServiceOrder: PlaceAnswer } | null>(
        document,
        { input: { orderId } },
        token,
      )
      if (!data?.cancelServiceOrder) throw new Error(text)
      return data.cancelServiceOrder
    },
  }
}

export interface Cabinet {
  readonly id: string
  readonly balance: { readonly amount: Amount }
  readonly services: readonly {
    readonly id: string
    readonly kind: string
    readonly status: string
    readonly tariff: { readonly id: string; readonly name: string; readonly monthlyFee: Amount }
    readonly availableTariffs: readonly { readonly id: string; readonly name: string }[]
  }[]
  readonly orders: {
    readonly nodes: readonly OrderAnswer[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }
}

/** What a cabinet shows of the first account. */
export async function readCabinet(gateway: Gateway, token: string): Promise<Cabinet> {
  const document = `{ viewer { accounts { id balance { amount { amount } }
    services { id kind status tariff { id name monthlyFee { amount } } availableTariffs { id name } }
    orders(first: 100) { nodes { ${ORDER} } pageInfo { hasNextPage endCursor } } } } }`
  const { data, text } = await gateway.query<{ viewer: { accounts: readonly Cabinet[] } }>(document, {}, token)
  const cabinet = data?.viewer?.accounts[0]
  if (!cabinet) throw new Error(text)
  return cabinet
}
