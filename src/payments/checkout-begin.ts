import { randomUUIDv7 } from 'node:crypto'
import type { Checkout, CheckoutFailure } from '../domain/checkout.ts'
import type { StoreCall } from '../store/store.ts'
import { type CheckoutDesk, noteOfCheckout } from './checkout-desk.ts'
import { driveCheckout } from './checkout-drive.ts'
import {
  type CheckoutForm,
  type FormRefusal,
  type InitiateField,
  type InitiateInput,
  judgeForm,
  readForm,
} from './checkout-form.ts'
import { fingerprintOf } from './keyed-order.ts'

/** Who asks. `principal` tells those who begin checkouts apart. */
export interface CheckoutRequest {
  readonly principal: string
  readonly requestId: string
  readonly call: StoreCall
}

/** Why an account cannot be paid to by whoever asks. */
export type AccountRefusal = 'ACCOUNT_NOT_FOUND' | 'NOT_ALLOWED' | 'BILLING_UNAVAILABLE'

export type InitiateRefusal =
  | FormRefusal
  | AccountRefusal
  | 'ACCOUNT_CLOSED'
  | 'NOT_SUPPORTED'
  | 'TOO_MANY_OPEN'
  | 'TOO_MANY_TRIES'
  | Extract<
      CheckoutFailure,
      'METHOD_NOT_AVAILABLE' | 'AMOUNT_NOT_ACCEPTED' | 'RECEIPT_CONTACT_NOT_ACCEPTED' | 'NOT_ACCEPTED'
    >

export interface InitiateRefused {
  readonly kind: 'refused'
  readonly reason: InitiateRefusal
  readonly field: InitiateField | null
  readonly retryable: boolean
  readonly retryAfterSeconds: number | null
}

export type InitiateVerdict =
  /** The acquirer has it: it can be paid, or what came of it is known. */
  | { readonly kind: 'initiated'; readonly checkout: Checkout }
  /** Kept; the acquirer does not answer yet. The same key again tells more. */
  | { readonly kind: 'pending'; readonly checkout: Checkout }
  | InitiateRefused
  /** The key was used for something else; nothing was done. */
  | { readonly kind: 'conflict' }

/** The account is looked at for a new key only: what a known one stands for is told whoever may still see it. */
export type InitiateRequest = CheckoutRequest & { readonly see: () => Promise<PaidAccount | AccountRefusal> }

export interface PaidAccount {
  readonly number: string
  /** Whether the agreement has ended. */
  readonly isClosed: () => Promise<boolean>
}

interface Beginning {
  readonly request: InitiateRequest
  readonly waitMs: number
}

/**
 * Begins a payment, once for each key of whoever asks. A known key comes first, whatever has changed since. What can be
 * refused is refused before anything is kept, so that a refusal uses up no key.
 */
export async function initiateCheckout(
  desk: CheckoutDesk,
  input: InitiateInput,
  beginning: Beginning,
): Promise<InitiateVerdict> {
  const { request } = beginning
  const startedAtMs = desk.clock.elapsedMs()
  const read = readForm(input)
  if (read.kind === 'refused') return refuse(read.reason, { field: read.field })
  const { form } = read
  const fingerprint = fingerprintOf(wordsOf(form))
  const key = { principal: request.principal, idempotencyKey: form.idempotencyKey }
  const known = await desk.checkouts.findByKey(key, request.call)
  if (known !== null) return repeat(desk, known, { fingerprint, ...beginning, startedAtMs })
  const account = await request.see()
  if (typeof account === 'string') return refuseAccount(account)
  const { acquirer, returnUrls, settings } = desk
  if (acquirer === null) return refuse('NOT_SUPPORTED')
  const objection = judgeForm(form, { capabilities: acquirer.capabilities, returnUrls })
  if (objection !== null) return refuse(objection.reason, { field: objection.field })
  if (await account.isClosed()) return refuse('ACCOUNT_CLOSED', { field: 'accountId' })
  const retryAfterSeconds = await countTry(desk, form.accountId, request)
  if (retryAfterSeconds !== null) return refuse('TOO_MANY_TRIES', { retryable: true, retryAfterSeconds })
  const id = (desk.newId ?? randomUUIDv7)()
  const { accountId, amount, method, returnUrl, receiptContact } = form
  const { maker: receiptMaker, terms: receiptTerms } = desk.receiptRules
  const kept = { accountId, accountNumber: account.number, amount, method, returnUrl, receiptContact }
  const by = { actor: request.principal, requestId: request.requestId }
  const verdict = await desk.checkouts.create(
    { id, ...key, fingerprint, ...kept, receiptMaker, receiptTerms, acquirer: acquirer.name },
    { leaseMs: settings.leaseMs, maxOpen: settings.maxOpen, audit: noteOfCheckout({ id }, by, 'CREATED') },
    request.call,
  )
  if (verdict.kind === 'too_many') return refuse('TOO_MANY_OPEN', { retryable: true })
  if (verdict.kind === 'known') return repeat(desk, verdict.checkout, { fingerprint, ...beginning, startedAtMs })
  desk.observer.moved(verdict.checkout, null, 'created')
  // It goes on when the client has left, or has waited long enough.
  const driven = driveCheckout(desk, verdict.checkout, by).catch((error: unknown) => {
    desk.observer.failed(id, error)
    return null
  })
  return answer(await waitFor(desk, verdict.checkout, { driven, untilMs: startedAtMs + beginning.waitMs }))
}

function refuseAccount(reason: AccountRefusal): InitiateRefused {
  const retryable = reason === 'BILLING_UNAVAILABLE'
  return refuse(reason, { retryable, field: retryable ? null : 'accountId' })
}

async function repeat(
  desk: CheckoutDesk,
  known: Checkout,
  { fingerprint, waitMs, startedAtMs }: Beginning & { readonly fingerprint: string; readonly startedAtMs: number },
): Promise<InitiateVerdict> {
  if (known.fingerprint !== fingerprint) return { kind: 'conflict' }
  return answer(await waitFor(desk, known, { driven: null, untilMs: startedAtMs + waitMs }))
}

const LOOK_EVERY_MS = 200

/** Waits until the acquirer has answered, by whichever process asks it. */
async function waitFor(
  { checkouts, clock }: CheckoutDesk,
  checkout: Checkout,
  { driven, untilMs }: { readonly driven: Promise<Checkout | null> | null; readonly untilMs: number },
): Promise<Checkout> {
  let latest = checkout
  let work = driven
  while (latest.state === 'CREATED') {
    const leftMs = untilMs - clock.elapsedMs()
    if (leftMs <= 0) break
    const rest = new AbortController()
    const rested = clock.sleep(work === null ? Math.min(leftMs, LOOK_EVERY_MS) : leftMs, rest.signal).then(() => null)
    const written = await (work === null ? rested : Promise.race([rested, work]))
    rest.abort()
    work = null
    latest = written ?? (await checkouts.find(checkout.id).catch(() => null)) ?? latest
  }
  return latest
}

function answer(checkout: Checkout): InitiateVerdict {
  if (checkout.state === 'CREATED') return { kind: 'pending', checkout }
  if (checkout.state !== 'REFUSED') return { kind: 'initiated', checkout }
  const { failure } = checkout
  return isOfField(failure) ? refuse(failure, { field: FIELDS[failure] }) : refuse('NOT_ACCEPTED')
}

/** Which field the acquirer has refused. */
const FIELDS = {
  METHOD_NOT_AVAILABLE: 'method',
  AMOUNT_NOT_ACCEPTED: 'amount',
  RECEIPT_CONTACT_NOT_ACCEPTED: 'receiptContact',
} as const satisfies Partial<Record<CheckoutFailure, InitiateField>>

function isOfField(failure: CheckoutFailure | null): failure is keyof typeof FIELDS {
  return failure !== null && Object.hasOwn(FIELDS, failure)
}

function wordsOf({ accountId, method, amount, returnUrl, receiptContact }: CheckoutForm): readonly string[] {
  const { minorUnits, currency } = amount
  return ['checkout', accountId, method, String(minorUnits), currency, returnUrl, receiptContact.value]
}

const HOUR_MS = 3_600_000

/** Each is a call of the acquirer, which has limits of its own. Answers after how many seconds there is room again. */
async function countTry(
  { tries, settings }: CheckoutDesk,
  accountId: string,
  { principal, requestId, call }: CheckoutRequest,
): Promise<number | null> {
  const now = Date.now()
  const subject = `checkout:${accountId}`
  const audit = { at: now, actor: principal, act: 'checkout', object: subject, outcome: 'limited', requestId }
  const attempt = { subject, now, windowMs: HOUR_MS, max: settings.maxPerHour, audit }
  const { count, oldestAt } = await tries.record(attempt, call)
  return count <= settings.maxPerHour ? null : Math.max(1, Math.ceil((oldestAt + HOUR_MS - now) / 1_000))
}

function refuse(
  reason: InitiateRefusal,
  told: Partial<Pick<InitiateRefused, 'field' | 'retryable' | 'retryAfterSeconds'>> = {},
): InitiateRefused {
  const { field = null, retryable = false, retryAfterSeconds = null } = told
  return { kind: 'refused', reason, field, retryable, retryAfterSeconds }
}
