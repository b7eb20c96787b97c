import type { OpenableCategory, TicketAuthor, TicketCategory, TicketStatus } from '../../domain/ticket.ts'
import type { OnOddity } from '../adapter/oddity.ts'

/** Words of the CRM → ours. A word that is not here reads as UNKNOWN and is counted: the office has others of its own. */
type Words<Ours> = Readonly<Record<string, Ours>>

const CATEGORIES: Words<TicketCategory> = {
  fault: 'FAULT',
  change: 'CHANGE_REQUEST',
  question: 'CONSULTATION',
  visit: 'VISIT',
  connection: 'CONNECTION',
}

/** What is solved is done as the office sees it; a message of the customer opens it again. */
const STATUSES: Words<TicketStatus> = {
  new: 'OPEN',
  open: 'IN_PROGRESS',
  pending: 'WAITING',
  solved: 'CLOSED',
  closed: 'CLOSED',
}

/** What the CRM writes by itself is the provider's word. */
const AUTHORS: Words<TicketAuthor> = { customer: 'SUBSCRIBER', agent: 'OPERATOR', system: 'OPERATOR' }

export const CATEGORY_WORDS: Readonly<Record<OpenableCategory, string>> = {
  FAULT: 'fault',
  CHANGE_REQUEST: 'change',
  CONSULTATION: 'question',
  VISIT: 'visit',
  CONNECTION: 'connection',
}

export const AUTHOR_WORDS = { SUBSCRIBER: 'customer', OPERATOR: 'agent' } as const

/** What is opened again waits to be looked at. */
export const STATUS_WORDS = { OPEN: 'new', CLOSED: 'closed' } as const

export function readCategory(word: string, onOddity: OnOddity): TicketCategory {
  return readWord(CATEGORIES, word, { field: 'tickets.category', onOddity }) ?? 'UNKNOWN'
}

export function readStatus(word: string, onOddity: OnOddity): TicketStatus {
  return readWord(STATUSES, word, { field: 'tickets.status', onOddity }) ?? 'UNKNOWN'
}

export function readAuthor(word: string, onOddity: OnOddity): TicketAuthor {
  return readWord(AUTHORS, word, { field: 'messages.author', onOddity }) ?? 'UNKNOWN'
}

/** All words that mean one of these; UNKNOWN has none. */
export function statusWords(statuses: readonly TicketStatus[]): readonly string[] {
  return Object.keys(STATUSES).filter((word) => statuses.some((status) => status === STATUSES[word]))
}

export function categoryWords(categories: readonly TicketCategory[]): readonly string[] {
  return Object.keys(CATEGORIES).filter((word) => categories.some((category) => category === CATEGORIES[word]))
}

function readWord<Ours>(
  words: Words<Ours>,
  word: string,
  { field, onOddity }: { readonly field: string; readonly onOddity: OnOddity },
): Ours | null {
  const found = Object.hasOwn(words, word) ? words[word] : undefined
  if (found === undefined) onOddity({ kind: 'unknown_code', field, code: word })
  return found ?? null
}
