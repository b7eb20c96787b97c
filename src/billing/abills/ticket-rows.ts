import { readLegacyInstant } from '../../domain/date.ts'
import type { Ticket, TicketAuthor, TicketCategory, TicketMessage, TicketStatus } from '../../domain/ticket.ts'
import { type JsonObject, readBareText, readId, readInteger, readOptionalText } from '../transport/json.ts'
import { readCode, TICKET_STATUS } from './codes.ts'
import type { AbillsContext } from './context.ts'
import { readSigned } from './ticket-text.ts'

/** The chapters of the helpdesk by the category that goes there. */
export type Chapters = Readonly<Record<Exclude<TicketCategory, 'UNKNOWN'>, number>>

export interface TicketContext extends AbillsContext {
  readonly chapters: Chapters
}

/** A ticket with what only the adapter wants to know of it. */
export interface TicketRow {
  /** Its account is '' for one of somebody without an account. */
  readonly ticket: Ticket
  readonly reference: string | null
  readonly chapter: number
  readonly first: TicketMessage
  readonly closedAt: number | null
}

/** What is shown of a message in the list; the rest always is. */
export const SHOWN_OF_TICKETS = {
  STATE: '_SHOW',
  DATETIME: '_SHOW',
  LAST_REPLIE_DATE: '_SHOW',
  CLOSED_DATE: '_SHOW',
} as const

/** One row of GET /msgs/list, or GET /msgs/:id: their names for the chapter and the instant differ. */
export function readTicketRow(row: JsonObject, context: TicketContext): TicketRow {
  const { timeZone, onOddity, chapters } = context
  const instantOf = (field: string) => readLegacyInstant(readOptionalText(row, field) ?? '', timeZone)
  const id = readId(row, 'id')
  const chapter = readInteger(row, 'chapterId' in row ? 'chapterId' : 'chapter')
  const state = readInteger(row, 'state' in row ? 'state' : 'stateId')
  const createdAt = instantOf('datetime' in row ? 'datetime' : 'date')
  const closedAt = instantOf('closedDate')
  const updatedAt = [createdAt, instantOf('lastReplieDate'), closedAt].reduce(latest, null)
  const uid = readInteger(row, 'uid')
  const rating = 'rating' in row ? readInteger(row, 'rating') : 0
  const signed = readSigned(readBareText(row, 'message'))
  const ticket: Ticket = {
    id,
    accountId: uid === 0 ? '' : String(uid),
    number: id,
    subject: readBareText(row, 'subject'),
    category: findCategory(chapter, chapters) ?? unknownChapter(chapter, context),
    status: readCode<TicketStatus>(TICKET_STATUS, state, { field: 'msgs.state', onOddity }),
    createdAt,
    updatedAt,
    rating: rating >= 1 && rating <= 5 ? rating : null,
  }
  const isStaff = isSomebody(row['aid'])
  const first = { id: `m-${id}`, author: authorOf(isStaff), authorName: null, text: signed.text, createdAt }
  return { ticket, reference: signed.reference, chapter, first: { ...first, reference: signed.reference }, closedAt }
}

function latest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other
  return Math.max(one, other)
}

function findCategory(chapter: number, chapters: Chapters): TicketCategory | null {
  const names: readonly (keyof Chapters)[] = ['FAULT', 'CHANGE_REQUEST', 'CONSULTATION', 'VISIT', 'CONNECTION']
  return names.find((name) => chapters[name] === chapter) ?? null
}

function unknownChapter(chapter: number, { onOddity }: AbillsContext): 'UNKNOWN' {
  onOddity({ kind: 'unknown_code', field: 'msgs.chapter', code: String(chapter) })
  return 'UNKNOWN'
}

/** The number of a member of staff; blank or zero for a subscriber. */
function isSomebody(aid: unknown): boolean {
  return typeof aid === 'number' ? aid > 0 : typeof aid === 'string' && /^[1-9]/.test(aid)
}

function authorOf(isStaff: boolean): TicketAuthor {
  return isStaff ? 'OPERATOR' : 'SUBSCRIBER'
}

/** One row of GET /msgs/:id/reply; null for what staff say among themselves. */
export function readReplyRow(row: JsonObject, { timeZone }: AbillsContext): TicketMessage | null {
  if ('innerMsg' in row && readInteger(row, 'innerMsg') !== 0) return null
  const isStaff = isSomebody(row['aid'])
  const { text, reference, authorName } = readSigned(readBareText(row, 'text'))
  const creator = isStaff ? readOptionalText(row, 'creatorFio') : null
  return {
    id: `${REPLY}${readId(row, 'id')}`,
    author: authorOf(isStaff),
    authorName: authorName ?? creator,
    text,
    createdAt: readLegacyInstant(readOptionalText(row, 'datetime') ?? '', timeZone),
    reference,
  }
}

/** Before the number of a reply. */
export const REPLY = 'r-'

/** Whether a message can have this id: "m-1" is the ticket's own text, "r-1" a reply to it. */
export function isMessageId(id: string): boolean {
  return /^[mr]-[1-9]\d{0,9}$/.test(id)
}
