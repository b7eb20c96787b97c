import { DAY_MS } from '../calendar.ts'
import { messageIdOf, ticketIdOf } from '../numbering.ts'
import { STATE } from '../rules.ts'
import { TICKET_STATUS } from '../ticketRules.ts'
import type { TicketMessageRow, WholeTicket } from '../ticketTypes.ts'
import { DEMO_NUMBERS } from './demo.ts'
import { createRandom, type Random } from './random.ts'
import { ACKNOWLEDGEMENT, CONVERSATIONS, type Conversation, MANAGERS, REMINDER, SMALL_TALK } from './ticketTexts.ts'

interface Seat {
  readonly position: number
  readonly soapId: number
  readonly state: number
  readonly openedAt: number
  /** As the subscriber signs. */
  readonly author: string
}

interface PlannedTicket {
  readonly conversation: Conversation
  readonly status: number
  readonly ageMs: number
  /** How many messages it has at least. */
  readonly length: number
}

interface Line {
  readonly side: 0 | 1
  readonly text: string
  /** Whether a program wrote it. */
  readonly isAutomatic?: boolean
}

const OLDEST_AGE_DAYS = 350
const MINUTE_MS = 60_000

/** The tickets of an account, oldest first. */
export function deriveTickets(seat: Seat, startAt: number): WholeTicket[] {
  const random = createRandom(seat.position, 'tickets')
  const planned = DEMO_TICKETS[DEMO_NUMBERS[seat.position] ?? ''] ?? planTickets(seat, { random, startAt })
  return planned
    .toSorted((one, other) => other.ageMs - one.ageMs)
    .map((ticket, place) => writeTicket(ticket, { seat, ticketId: ticketIdOf(seat.position, place), startAt, random }))
}

/** Two of five have none, few have three. */
function planTickets(
  { state, openedAt }: Seat,
  { random, startAt }: { random: Random; startAt: number },
): PlannedTicket[] {
  const chance = random.fraction()
  const count = chance < 0.4 ? 0 : chance < 0.75 ? 1 : chance < 0.93 ? 2 : 3
  const openDays = Math.floor((startAt - openedAt) / DAY_MS)
  return Array.from({ length: count }, () => {
    const ageDays = 2 + random.whole(Math.min(OLDEST_AGE_DAYS, openDays - 3))
    const conversation = random.pick(CONVERSATIONS)
    const status = random.pick([TICKET_STATUS.fresh, TICKET_STATUS.inWork, TICKET_STATUS.waiting])
    const isOver = state === STATE.closed || ageDays > 45
    return { conversation, status: isOver ? TICKET_STATUS.closed : status, ageMs: ageDays * DAY_MS, length: 0 }
  })
}

function writeTicket(
  { conversation, status, ageMs, length }: PlannedTicket,
  place: { seat: Seat; ticketId: number; startAt: number; random: Random },
): WholeTicket {
  const { seat, ticketId, startAt, random } = place
  // SOAP dates have no fractions of a second, and what they tell should be the whole truth.
  const createdAt = Math.floor((startAt - ageMs) / 1000) * 1000 - random.whole(600) * 1000
  const manager = status === TICKET_STATUS.fresh || random.whole(6) === 0 ? null : random.pick(MANAGERS)
  const signature = (line: Line): string | null => {
    if (line.isAutomatic) return null
    return line.side === 0 ? seat.author : manager
  }
  let at = createdAt
  const messages = linesOf(conversation, status, length).map((line, ordinal): TicketMessageRow => {
    if (ordinal > 0) at += (line.isAutomatic ? 1 : 5 + random.whole(25)) * MINUTE_MS
    const ids = { messageId: messageIdOf(ticketId, ordinal), ticketId, soapId: seat.soapId }
    return { ...ids, side: line.side, author: signature(line), text: line.text, createdAt: at, externalId: null }
  })
  const { classId, subject } = conversation
  const fresh = { externalId: null, contact: null, mark: null }
  const ticket = {
    ...fresh,
    ticketId,
    soapId: seat.soapId,
    classId,
    status,
    subject,
    createdAt,
    updatedAt: at,
    manager,
  }
  return { ticket, messages }
}

/** As much of the conversation as the state allows; small talk fills it up to the length that is wanted. */
function linesOf(conversation: Conversation, status: number, length: number): Line[] {
  const { opening, answer, question, reply, closing } = conversation
  const begun = [subscriber(opening)]
  const acknowledged = [...begun, { side: 1, text: ACKNOWLEDGEMENT, isAutomatic: true } as const]
  if (status === TICKET_STATUS.fresh) return length > 2 ? [...acknowledged, subscriber(REMINDER)] : begun
  const chat = SMALL_TALK.flatMap((text, ordinal) => (ordinal % 2 === 0 ? subscriber(text) : provider(text)))
  const missing = Math.max(0, length - 2)
  const middle = Array.from({ length: missing }, (_, ordinal) => chat[ordinal % chat.length] ?? subscriber(reply))
  if (status === TICKET_STATUS.inWork) return [...acknowledged, provider(answer), ...middle]
  if (status === TICKET_STATUS.waiting) return [...begun, provider(answer), ...middle, provider(question)]
  return [...begun, provider(answer), ...middle, subscriber(reply), provider(closing)]
}

function subscriber(text: string): Line {
  return { side: 0, text }
}

function provider(text: string): Line {
  return { side: 1, text }
}

function demo(conversation: number, status: number, { ageDays, length = 0 }: { ageDays: number; length?: number }) {
  const found = CONVERSATIONS[conversation % CONVERSATIONS.length] ?? CONVERSATIONS[0]
  return { conversation: found, status, ageMs: ageDays * DAY_MS, length }
}

const { fresh, inWork, waiting, closed } = TICKET_STATUS

/** One a week or so; the newest are still open, and one of them is long. */
const MANY_TICKETS: readonly PlannedTicket[] = Array.from({ length: 32 }, (_, place) => {
  const status = [fresh, inWork, waiting, fresh][place] ?? closed
  return demo(place, status, { ageDays: 2 + place * 9, length: place === 1 ? 30 : 0 })
})

/** The tickets of the demo accounts, by contract number; nothing is left to chance there. */
const DEMO_TICKETS: Readonly<Record<string, readonly PlannedTicket[]>> = {
  '100001': [demo(0, closed, { ageDays: 95 }), demo(4, fresh, { ageDays: 2, length: 3 })],
  '100002': [demo(3, waiting, { ageDays: 4 })],
  '100003': [],
  '100004': [demo(2, inWork, { ageDays: 3 }), demo(4, closed, { ageDays: 41 })],
  '007123': [],
  '200001': MANY_TICKETS,
}
