import { setTimeout as delay } from 'node:timers/promises'
import * as osmp from '../support/osmp-client.ts'
import {
  cancel,
  type Line,
  type PartnerAnswer,
  type PartnerCredentials,
  pay,
  signInPartner,
} from '../support/partner-client.ts'
import type { Random } from '../support/seeded.ts'
import { COMMON_AMOUNTS } from './chaos.ts'
import type { Note } from './notes.ts'
import type { Replica } from './replica.ts'

interface TerminalOptions {
  readonly replicas: readonly Replica[]
  readonly accounts: readonly string[]
  readonly partner: PartnerCredentials
  /** Whether it calls in the words of OSMP, and not at the API. */
  readonly speaksOsmp: boolean
  readonly random: Random
  /** Payments that terminals repeat although the billing has taken them before the gateways existed. */
  readonly oldPayments: Note[]
  readonly notes: Note[]
}

/** A payment that waits for a person is asked for so often, and then left to its registry. */
const MOST_ASKS = 40
/** As long as a terminal waits for an answer before it asks again. */
const PATIENCE_MS = 4_000

/**
 * One terminal: takes payments one after the other and repeats each, at any of the gateways, until it hears a final
 * answer or the signal aborts. Sometimes it hangs up early, repeats what was answered, uses an id for another amount, or
 * takes a payment back.
 */
export async function runTerminal(options: TerminalOptions, signal: AbortSignal): Promise<void> {
  const { random, notes, oldPayments } = options
  const asking = createAsking(options)
  for (let count = 1; !signal.aborted; count += 1) {
    const old = random.chance(0.05) ? oldPayments.pop() : undefined
    const note = old ?? newNote(options, count)
    notes.push(note)
    await payUntilFinal(note, { asking, random, signal })
    if (note.finals.length === 0) continue
    if (random.chance(0.15)) await repeat(note, asking)
    if (random.chance(0.05)) await misuse(note, asking)
    if (random.chance(0.08)) await takeBack(note, { asking, random, signal })
  }
}

function newNote({ random, accounts }: TerminalOptions, count: number): Note {
  return {
    externalId: `${random.between(1, 2 ** 31).toString(36)}-${count}`,
    number: random.pick(accounts),
    amount: random.pick(COMMON_AMOUNTS),
    wasAccepted: false,
    finals: [],
    missedConflicts: [],
    isCanceled: false,
  }
}

/** What a terminal says, in whatever words. */
interface Words {
  pay(order: ReturnType<typeof orderOf>): Promise<PartnerAnswer>
  cancel(order: { readonly externalId: string; readonly idempotencyKey: string }): Promise<PartnerAnswer>
}

type Asking = (ask: (words: Words) => Promise<PartnerAnswer>, patienceMs?: number) => Promise<PartnerAnswer>

/** Asks one of the gateways that listen, signed in; a token is used until a gateway does not take it any more. */
function createAsking({ replicas, partner, random, speaksOsmp }: TerminalOptions): Asking {
  let token: string | null = null
  return async (ask, patienceMs = PATIENCE_MS) => {
    const url = random.pick(replicas).url()
    if (url === null) return { kind: 'none', code: 'not listening' }
    const signal = AbortSignal.timeout(patienceMs)
    if (speaksOsmp) return ask(wordsOf(osmp, { url, token: '', signal, partnerId: partner.partnerId }))
    token ??= await signInPartner(url, partner, signal)
    if (token === null) return { kind: 'none', code: 'not signed in' }
    const answer = await ask(wordsOf({ pay, cancel }, { url, token, signal, partnerId: partner.partnerId }))
    if (answer.kind === 'unauthenticated') token = null
    return answer
  }
}

/** As either client can be asked. */
interface Client {
  pay(order: ReturnType<typeof orderOf>, line: FrontLine): Promise<PartnerAnswer>
  cancel(
    order: { readonly externalId: string; readonly idempotencyKey: string },
    line: FrontLine,
  ): Promise<PartnerAnswer>
}

type FrontLine = Line & { readonly partnerId: string }

function wordsOf(client: Client, line: FrontLine): Words {
  return { pay: (order) => client.pay(order, line), cancel: (order) => client.cancel(order, line) }
}

interface Course {
  readonly asking: Asking
  readonly random: Random
  readonly signal: AbortSignal
}

async function payUntilFinal(note: Note, { asking, random, signal }: Course): Promise<void> {
  for (let asks = 0; asks < MOST_ASKS && !signal.aborted; asks += 1) {
    // Some hang up at once, and a twin of theirs asks at the same time.
    const patienceMs = random.chance(0.2) ? random.between(1, 400) : PATIENCE_MS
    const twins = random.chance(0.1) ? 2 : 1
    const twinAsks = Array.from({ length: twins }, () => asking((words) => words.pay(orderOf(note)), patienceMs))
    const answers = await Promise.all(twinAsks)
    for (const answer of answers) hear(note, answer)
    if (note.finals.length > 0 || answers.some(isConflict)) return
    await delay(random.between(50, 1_000), undefined, { signal }).catch(() => undefined)
  }
}

function hear(note: Note, answer: PartnerAnswer): void {
  if (answer.kind !== 'answer') return
  const { typename, retryable, text } = answer
  if (typename === 'PaymentPending') note.wasAccepted = true
  if (typename === 'PaymentAccepted') {
    note.wasAccepted = true
    note.finals.push({ state: 'DONE', text })
  }
  if (typename === 'PaymentRefused' && !retryable) note.finals.push({ state: 'REJECTED', text })
}

function isConflict(answer: PartnerAnswer): boolean {
  return answer.kind === 'answer' && answer.typename === 'IdempotencyConflict'
}

/** What was answered is answered again, whatever has happened since. */
async function repeat(note: Note, asking: Asking): Promise<void> {
  hear(note, await asking((words) => words.pay(orderOf(note))))
}

/** The same id for another amount is a conflict, every time. */
async function misuse(note: Note, asking: Asking): Promise<void> {
  const amount = note.amount === '777.77' ? '888.88' : '777.77'
  const answer = await asking((words) => words.pay({ ...orderOf(note), amount }))
  if (answer.kind === 'answer' && answer.typename !== 'IdempotencyConflict') note.missedConflicts.push(amount)
}

async function takeBack(note: Note, { asking, random, signal }: Course): Promise<void> {
  const order = { externalId: note.externalId, idempotencyKey: `C-${note.externalId}` }
  while (!signal.aborted) {
    const answer = await asking((words) => words.cancel(order))
    if (answer.kind === 'answer' && answer.typename === 'PaymentCanceled') note.isCanceled = true
    if (answer.kind === 'answer' && answer.typename !== 'CancellationPending' && !answer.retryable) return
    await delay(random.between(100, 1_500), undefined, { signal }).catch(() => undefined)
  }
}

function orderOf({ externalId, number, amount }: Note) {
  return { externalId, accountNumber: number, amount }
}
