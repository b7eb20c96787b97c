import { setTimeout as delay } from 'node:timers/promises'
import { writeId } from '../../src/graphql/ids.ts'
import type { YookassaDouble } from '../doubles/yookassa.ts'
import { signIn } from '../support/gateway-http.ts'
import type { Random } from '../support/seeded.ts'
import { COMMON_AMOUNTS, type Troubles } from './chaos.ts'
import type { Legacy } from './legacy.ts'
import type { Replica } from './replica.ts'

/** A payment as somebody has begun it in a cabinet, and what was answered. */
export interface CheckoutNote {
  readonly key: string
  readonly number: string
  readonly amount: string
  wasKept: boolean
  /** Each end that was told: DONE, REFUNDED and so on. */
  readonly finals: string[]
  missedConflict: boolean
}

interface Options {
  readonly replicas: readonly Replica[]
  readonly accounts: readonly string[]
  /** Accounts whose agreements end, each once, while the payer is at the page. */
  readonly leavers: string[]
  readonly legacy: Legacy
  readonly shop: YookassaDouble
  readonly random: Random
  readonly checkouts: CheckoutNote[]
  readonly troubles: Troubles
}

const PATIENCE_MS = 4_000
/** A page whose payer never comes is left alone; its payment is canceled when the sweep ends. */
const MOST_LOOKS = 40
const ENDS = ['DONE', 'REFUSED', 'DECLINED', 'CANCELED', 'EXPIRED', 'REFUNDED']

const INITIATE = `mutation ($input: InitiatePaymentInput!) { initiatePayment(input: $input) { __typename
  ... on PaymentInitiated { checkout { id state redirectUrl } } ... on PaymentInitiationPending { checkout { id } } } }`
const LOOK = 'query ($id: ID!) { checkout(id: $id) { state } }'
const REFUND = `mutation ($input: RefundCheckoutInput!) { refundCheckout(input: $input) { __typename } }`

/** Somebody who pays in the cabinet, again and again, at any of the gateways, until the signal aborts. */
export async function runPayer(options: Options, signal: AbortSignal): Promise<void> {
  const { random, accounts, leavers, checkouts } = options
  while (!signal.aborted) {
    const leaver = random.chance(0.2) ? leavers.pop() : undefined
    const note: CheckoutNote = {
      key: `C-${random.between(1, 2 ** 31).toString(36)}-${checkouts.length}`,
      number: leaver ?? random.pick(accounts),
      amount: random.pick(COMMON_AMOUNTS),
      wasKept: false,
      finals: [],
      missedConflict: false,
    }
    checkouts.push(note)
    await payOnce(options, { note, isLeaver: leaver !== undefined }, signal)
  }
}

async function payOnce(
  options: Options,
  { note, isLeaver }: { readonly note: CheckoutNote; readonly isLeaver: boolean },
  signal: AbortSignal,
): Promise<void> {
  const { random, legacy, shop } = options
  const ask = await createAsking(options, note)
  let page: { readonly id: string; readonly shopId: string } | null = null
  while (page === null && !signal.aborted) {
    const twins = random.chance(0.2) ? 2 : 1
    const answers = await Promise.all(Array.from({ length: twins }, () => ask.begin(note.amount)))
    page = answers.find((answer) => answer !== null) ?? null
    if (page === null) await pauseFor(random.between(100, 800), signal)
  }
  if (page === null) return
  if (random.chance(0.1)) await ask.begin('777.77')
  if (isLeaver) await legacy.terminate(note.number).catch(() => undefined)
  if (random.chance(0.8)) shop.pay(page.shopId)
  else if (random.chance(0.7)) shop.cancel(page.shopId, 'insufficient_funds')
  await hint(options, page.shopId)
  for (let looks = 0; looks < MOST_LOOKS && note.finals.length === 0 && !signal.aborted; looks += 1) {
    await pauseFor(random.between(100, 900), signal)
    const state = await ask.look(page.id)
    if (state !== null && ENDS.includes(state)) note.finals.push(state)
    if (state === 'OPERATOR') await ask.refund(page.id)
  }
}

/** The acquirer tells of it; so does whoever wants to disturb, and some of it never arrives. */
async function hint({ replicas, random }: Options, shopId: string): Promise<void> {
  const times = random.pick([0, 1, 1, 2, 5])
  for (let sent = 0; sent < times; sent += 1) {
    const url = random.pick(replicas).url()
    const id = random.chance(0.2) ? crypto.randomUUID() : shopId
    if (url !== null) await sendHint(url, id)
  }
}

export async function sendHint(url: string, id: string): Promise<void> {
  const body = JSON.stringify({ type: 'notification', event: 'payment.succeeded', object: { id } })
  const headers = { 'content-type': 'application/json' }
  const signal = AbortSignal.timeout(PATIENCE_MS)
  await fetch(new URL('/webhooks/acquirer', url), { method: 'POST', headers, body, signal }).catch(() => undefined)
}

const SHOP_FAULTS = ['processing', 'internal', 'tooMany', 'html', 'hang', 'cut', 'drop', 'drop', 'drop'] as const
const SHOP_ROUTES = ['POST /payments', 'POST /payments', 'GET /payments/:id', 'POST /refunds', 'GET /refunds'] as const

/** Makes trouble at the acquirer until the signal aborts. */
export async function troubleShop({ shop, random, troubles }: Options, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const kind = random.pick(SHOP_FAULTS)
    shop.break(random.pick(SHOP_ROUTES), { kind })
    troubles.set(`acquirer ${kind}`, (troubles.get(`acquirer ${kind}`) ?? 0) + 1)
    await pauseFor(random.between(300, 2_000), signal)
  }
}

/** Asks one of the gateways that listen; what it does not answer is asked again by whoever wants to know. */
async function createAsking(options: Options, note: CheckoutNote) {
  const { replicas, random, legacy } = options
  const restId = String(await legacy.findRestId(note.number))
  const accountId = writeId({ type: 'Account', kind: 'PERSON', accountId: restId })
  const tokens = new Map<string, string>()

  async function ask(login: string, query: string, variables: object): Promise<Readonly<Record<string, unknown>>> {
    const url = random.pick(replicas).url()
    if (url === null) return {}
    try {
      const token = tokens.get(login) ?? (await signIn(url, { login, password: 'demo' }))
      tokens.set(login, token)
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(random.chance(0.2) ? random.between(1, 400) : PATIENCE_MS),
      })
      const { data, errors } = Object(await response.json())
      if (errors !== undefined) tokens.delete(login)
      return Object(data)
    } catch {
      // Nobody listens, or does not answer in time.
      return {}
    }
  }

  return {
    async begin(amount: string) {
      const input = {
        accountId,
        method: 'BANK_CARD',
        amount,
        returnUrl: 'https://cabinet.example/paid',
        receiptContact: 'anna@example.com',
        idempotencyKey: note.key,
      }
      const { __typename: type, checkout } = Object((await ask(note.number, INITIATE, { input }))['initiatePayment'])
      if (typeof type !== 'string') return null
      if (amount !== note.amount) {
        note.missedConflict ||= type !== 'IdempotencyConflict'
        return null
      }
      if (type === 'PaymentInitiated' || type === 'PaymentInitiationPending') note.wasKept = true
      const { id, redirectUrl } = Object(checkout)
      const shopId = /orderId=(?<id>[^&]+)/.exec(String(redirectUrl))?.groups?.['id']
      return typeof id === 'string' && shopId !== undefined ? { id, shopId } : null
    },
    async look(id: string): Promise<string | null> {
      const { state } = Object((await ask(note.number, LOOK, { id }))['checkout'])
      return typeof state === 'string' ? state : null
    },
    refund: (checkoutId: string) =>
      ask('operator', REFUND, {
        input: { checkoutId, reason: 'The agreement has ended', idempotencyKey: `R-${note.key}` },
      }),
  }
}

async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined)
}
