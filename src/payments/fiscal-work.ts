import { type FiscalFailure, fiscalExternalId } from '../domain/fiscal-receipt.ts'
import type { FiscalTerms } from '../domain/fiscal-terms.ts'
import { isSameMoney } from '../domain/money.ts'
import { FiscalError } from '../fiscal/error.ts'
import type { DocumentStatus, FiscalRegistrar } from '../fiscal/port.ts'
import type { ClaimedReceipt, FiscalChange, FiscalReceiptStore } from '../store/fiscal-types.ts'
import type { FiscalSettings } from './fiscal-settings.ts'
import { reachReceipt } from './points.ts'

/** What everything that works on receipts shares. */
export interface FiscalDesk {
  readonly registrar: FiscalRegistrar
  readonly receipts: FiscalReceiptStore
  readonly settings: FiscalSettings
  /** What is sold, before the number of the agreement. */
  readonly itemName: string
  readonly observer: FiscalObserver
}

/** Hears what happens to receipts, for logs and metrics. Decides nothing. */
export interface FiscalObserver {
  moved(receipt: ClaimedReceipt, change: FiscalChange, outcome: string): void
  /** The registrar could not be asked; it is asked again. */
  unanswered(receipt: ClaimedReceipt, error: unknown): void
  /** The store could not be asked, or a step failed; it is done again when the claim has run out. */
  failed(error: unknown): void
}

/** Until when a claim holds, on the clock of this process. */
export interface Hold {
  readonly signal: AbortSignal
  readonly holds: () => boolean
}

/**
 * Carries one claimed receipt as far as it goes now. What it is called towards the registrar is the same for each attempt, and
 * the registrar keeps such names apart: so one that may have been sent is sent under its old name, which finds it, and never
 * under another. A new document has a new name, and is made only after the registrar's final word that the last came to nothing.
 */
export async function workOn(desk: FiscalDesk, claimed: ClaimedReceipt, hold: Hold): Promise<void> {
  if (claimed.documentId !== null) return follow(desk, { claimed, documentId: claimed.documentId, hold })
  const terms = claimed.terms ?? (await findTermsOfSale(desk, claimed))
  return terms === null
    ? pause(desk, claimed, 'the sale is not registered yet')
    : handOver(desk, { claimed, terms, hold })
}

/** Nothing can go back by the books that has not come in, and it goes back by the terms by which it came. */
async function findTermsOfSale({ receipts }: FiscalDesk, { checkoutId }: ClaimedReceipt): Promise<FiscalTerms | null> {
  const found = await receipts.listOfCheckouts([checkoutId])
  return found.find(({ operation, state }) => operation === 'SELL' && state === 'REGISTERED')?.terms ?? null
}

async function handOver(
  desk: FiscalDesk,
  { claimed, terms, hold }: { readonly claimed: ClaimedReceipt; readonly terms: FiscalTerms; readonly hold: Hold },
): Promise<void> {
  const { registrar, settings } = desk
  const { operation, amount, contact, settledAt } = claimed
  const attempts = claimed.attempts + 1
  // Durable before the first byte: whoever comes after a death here looks it up.
  const mark = { to: 'SENDING', dueInMs: settings.leaseMs, attempts } as const
  if (!(await move(desk, claimed, { change: mark, outcome: `attempt ${attempts}` }))) return
  reachReceipt('receipt-marked', claimed.id)
  const sent: ClaimedReceipt = { ...claimed, state: 'SENDING', attempts }
  const document = {
    externalId: fiscalExternalId(claimed),
    operation,
    amount,
    contact,
    settledAt,
    terms,
    itemName: itemNameOf(desk, claimed),
  }
  try {
    const verdict = await registrar.register(document, { signal: hold.signal, mayStart: hold.holds })
    reachReceipt('receipt-handed-over', claimed.id)
    switch (verdict.kind) {
      case 'accepted': {
        const change = { to: 'ACCEPTED', documentId: verdict.documentId, dueInMs: settings.pauseMinMs } as const
        const outcome = `as ${verdict.documentId}${verdict.isRepeat ? ', as it was before' : ''}`
        return void (await move(desk, sent, { change, outcome }))
      }
      case 'taken':
        return fail(desk, sent, { failure: 'NOT_TRACEABLE', vendorCode: 'taken' })
      case 'refused':
        return fail(desk, sent, { failure: verdict.reason, vendorCode: verdict.vendorCode })
    }
  } catch (error) {
    reachReceipt('receipt-handed-over', claimed.id)
    return afterError(desk, { sent, wasInDoubt: claimed.state === 'SENDING' }, error)
  }
}

async function afterError(
  desk: FiscalDesk,
  { sent, wasInDoubt }: { readonly sent: ClaimedReceipt; readonly wasInDoubt: boolean },
  error: unknown,
): Promise<void> {
  const { settings, observer } = desk
  if (!(error instanceof FiscalError)) throw error
  observer.unanswered(sent, error)
  if (error.code === 'FISCAL_UNWRITABLE_REQUEST') {
    return fail(desk, sent, { failure: 'DOCUMENT_NOT_ACCEPTED', vendorCode: error.code })
  }
  const pauseMs = pauseAfter(settings, sent.attempts)
  const isUnsent = error.outcome === 'not_applied'
  // A name that the registrar may know already stays one that it may know, whatever the last attempt says of itself.
  const to = isUnsent && !wasInDoubt ? 'WAITING' : 'SENDING'
  const change = { to, dueInMs: isUnsent ? pauseMs : Math.max(pauseMs, settings.settleMs) } as const
  await move(desk, sent, { change, outcome: `${error.code} ${error.outcome}` })
}

async function follow(
  desk: FiscalDesk,
  { claimed, documentId, hold }: { readonly claimed: ClaimedReceipt; readonly documentId: string; readonly hold: Hold },
): Promise<void> {
  let status: DocumentStatus | null
  try {
    status = await desk.registrar.findDocument(documentId, { signal: hold.signal })
  } catch (error) {
    if (!(error instanceof FiscalError)) throw error
    desk.observer.unanswered(claimed, error)
    return pause(desk, claimed, error.code)
  }
  reachReceipt('receipt-followed', claimed.id)
  if (status === null) {
    // Under its name it may be there all the same.
    const change = { to: 'SENDING', documentId: null, dueInMs: desk.settings.settleMs } as const
    return void (await move(desk, claimed, { change, outcome: 'the registrar has no such document' }))
  }
  switch (status.kind) {
    case 'waiting':
    case 'unknown':
      return pause(desk, claimed, status.kind)
    case 'failed':
      return afterFailure(desk, claimed, status)
    case 'registered': {
      if (!isSameMoney(status.amount, claimed.amount)) {
        return fail(desk, claimed, { failure: 'AMOUNT_DIFFERS', vendorCode: status.record.documentNumber })
      }
      const { record } = status
      const change = { to: 'REGISTERED', dueInMs: null, record } as const
      return void (await move(desk, claimed, {
        change,
        outcome: `FD ${record.documentNumber} FPD ${record.fiscalSign}`,
      }))
    }
  }
}

async function afterFailure(
  desk: FiscalDesk,
  claimed: ClaimedReceipt,
  { retryable, vendorCode }: Extract<DocumentStatus, { kind: 'failed' }>,
): Promise<void> {
  const { settings } = desk
  const next = { document: claimed.document + 1, documentId: null } as const
  if (!retryable || claimed.document >= settings.maxDocuments) {
    return fail(desk, claimed, { failure: 'NOT_REGISTERED', vendorCode, next })
  }
  const dueInMs = pauseAfter(settings, claimed.document + 1)
  const change = { to: 'WAITING', ...next, attempts: 0, dueInMs } as const
  await move(desk, claimed, { change, outcome: `document ${claimed.document} failed: ${vendorCode}` })
}

interface Failing {
  readonly failure: FiscalFailure
  readonly vendorCode: string
  /** What a person's retry begins with, where the registrar has given this document up. */
  readonly next?: Pick<FiscalChange, 'document' | 'documentId'>
}

async function fail(desk: FiscalDesk, claimed: ClaimedReceipt, { failure, vendorCode, next }: Failing): Promise<void> {
  const change = { to: 'FAILED', dueInMs: null, failure, ...next } as const
  await move(desk, claimed, { change, outcome: `${failure} (${vendorCode})` })
}

async function pause(desk: FiscalDesk, claimed: ClaimedReceipt, outcome: string): Promise<void> {
  const { pauseMinMs, pauseMaxMs } = desk.settings
  const dueInMs = Math.min(pauseMaxMs, Math.max(pauseMinMs, claimed.sinceMs / 4))
  await move(desk, claimed, { change: { to: claimed.state, dueInMs }, outcome })
}

/** A new state has its row of the trail; a look that changes nothing has none. */
async function move(
  { receipts, observer }: FiscalDesk,
  claimed: ClaimedReceipt,
  { change, outcome }: { readonly change: FiscalChange; readonly outcome: string },
): Promise<boolean> {
  const isNoted = change.to !== claimed.state || change.attempts !== undefined
  const note = {
    actor: 'gateway',
    act: 'fiscal-receipt',
    object: `fiscal-receipt:${claimed.id}`,
    outcome: `${change.to} ${outcome}`,
    requestId: '',
  }
  const isOurs = await receipts.move(claimed, change, isNoted ? note : null)
  if (isOurs) observer.moved(claimed, change, outcome)
  return isOurs
}

function pauseAfter({ pauseMinMs, pauseMaxMs }: FiscalSettings, tries: number): number {
  return Math.min(pauseMaxMs, pauseMinMs * 2 ** Math.min(tries, 30))
}

function itemNameOf({ registrar, itemName }: FiscalDesk, { accountNumber }: ClaimedReceipt): string {
  return `${itemName}, договор ${accountNumber}`.slice(0, registrar.capabilities.maxItemNameLength)
}
