import type { AccountId } from '../../domain/account.ts'
import type { Ticket } from '../../domain/ticket.ts'
import { chunk } from '../adapter/chunk.ts'
import { compareIds } from '../adapter/context.ts'
import { BillingError } from '../error.ts'
import type { TicketQueueBilling } from '../ticket-port.ts'
import { malformed } from '../transport/answer.ts'
import { leaveOutOddRows, type RecordRow, readRecords } from './agreement-records.ts'
import { IDS_PER_CALL } from './capabilities.ts'
import type { ReferenceIdentity } from './identity.ts'
import { isRestId } from './rest.ts'
import { writeFilter } from './soap-rows.ts'
import type { SoapSide } from './soap-side.ts'
import { type BareTicket, ticketKind, writeCategories, writeStatuses } from './ticket-rows.ts'

/** Pages of tickets that all belong to nobody: no more calls than that. */
const MAX_CALLS = 10

/** GetTicketQueue, of all agreements; those that have none are passed over, so that more than one call may be needed. */
export function createTicketQueue(
  side: SoapSide & { readonly identity: ReferenceIdentity },
): TicketQueueBilling['listTicketQueue'] {
  const { soap, context, identity } = side
  const kind = ticketKind(context)
  return async ({ first, before, statuses, categories }, call) => {
    const found: RecordRow<BareTicket>[] = []
    const wanted = first + 1
    let place = before
    if (place !== null && !isRestId(place)) return { tickets: [], hasMore: false }
    for (let count = 0; count < MAX_CALLS; count += 1) {
      const content = writeFilter({
        parts: [
          ['status', statuses && writeStatuses(statuses)],
          ['classid', categories && writeCategories(categories)],
          ['beforeid', place],
        ],
        pageSize: wanted,
      })
      const request = { name: 'GetTicketQueue', content, writes: false }
      const rows = await soap.call(request, call, (answer) => readRecords(answer, kind, context.onOddity))
      const isAsked = ({ id }: RecordRow<BareTicket>) => id === null || place === null || compareIds(id, place) < 0
      const page = leaveOutOddRows(rows, isAsked, { noun: 'tickets', onOddity: context.onOddity })
      found.push(...page.filter(({ agreementKey }) => agreementKey !== ''))
      if (found.length >= wanted || rows.length < wanted) break
      place = page.map(({ id }) => id ?? '').toSorted((one, other) => compareIds(one, other))[0] ?? null
      if (place === null) break
    }
    const newestFirst = found.toSorted((one, other) => compareIds(other.id ?? '', one.id ?? '')).slice(0, wanted)
    const keys = [...new Set(newestFirst.map(({ agreementKey }) => agreementKey))]
    const owners = new Map<string, AccountId | BillingError>()
    for (const some of chunk(keys, IDS_PER_CALL)) {
      for (const [key, owner] of await identity.findAccountIds(some, call)) owners.set(key, owner)
    }
    const tickets = newestFirst.map((row) => nameOwner(row, owners))
    return { tickets: tickets.slice(0, first), hasMore: tickets.length > first }
  }
}

function nameOwner(
  { agreementKey, value }: RecordRow<BareTicket>,
  owners: ReadonlyMap<string, AccountId | BillingError>,
): Ticket {
  if (value instanceof BillingError) throw value
  const accountId = owners.get(agreementKey)
  if (accountId instanceof BillingError) throw accountId
  if (accountId === undefined) throw malformed('agrmid: of no account')
  return { ...value, accountId }
}
