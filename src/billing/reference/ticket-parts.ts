import { chunk } from '../adapter/chunk.ts'
import { compareIds } from '../adapter/context.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, Bulk, TicketBilling, TicketMessagePageKey } from '../port.ts'
import { leaveOutOddRows } from './agreement-records.ts'
import { IDS_PER_CALL } from './capabilities.ts'
import { SOAP } from './identity.ts'
import { isRestId } from './rest.ts'
import { type AgreementEntry, distinctAccounts, withAgreement, writeFilter } from './soap-rows.ts'
import type { SoapSide } from './soap-side.ts'
import type { PartKind, PartRow } from './ticket-rows.ts'

/** Rows of one answer, at up to 2 KB each, that stay below the transport's size limit. */
const ROWS_PER_CALL = 1000

type Entry = AgreementEntry<TicketMessagePageKey>

/** A page of what a ticket has many of, oldest first. */
export interface PartPage<T> {
  readonly values: readonly T[]
  readonly hasMore: boolean
}

/**
 * GetTicketMessages and GetTicketStates: keys with equal size and place share a call. A part says whose it is; where a page
 * has none, only the ticket itself can say so, and is asked for.
 */
export function createTicketParts<T>(
  kind: PartKind<T>,
  { soap, identity, context }: SoapSide,
  findTickets: TicketBilling['findTickets'],
): (keys: readonly TicketMessagePageKey[], call: BillingCall) => Promise<Bulk<TicketMessagePageKey, PartPage<T>>> {
  const { onOddity } = context

  async function readPart(entries: readonly Entry[], call: BillingCall) {
    const { first, after } = entries[0]?.key ?? { first: 1, after: null }
    const ids = [...new Set(entries.map(({ key }) => key.ticketId))]
    const content = writeFilter({
      parts: [
        ['ticketid', ids],
        ['afterid', after],
      ],
      pageSize: first + 1,
    })
    const request = { name: kind.operation, content, writes: false }
    const rows = await soap.call(request, call, (answer) => kind.read(answer, context))
    const asked = new Set(entries.map(({ key, agreementKey }) => groupKey(key.ticketId, agreementKey)))
    const isAsked = (row: PartRow<T>) =>
      asked.has(groupKey(row.ticketId, row.agreementKey)) &&
      (after === null || row.id === null || compareIds(row.id, after) > 0)
    return Map.groupBy(leaveOutOddRows(rows, isAsked, { noun: kind.noun, onOddity }), (row) =>
      groupKey(row.ticketId, row.agreementKey),
    )
  }

  return async (keys, call) => {
    const wanted = keys.filter(({ ticketId, after }) => isRestId(ticketId) && (after === null || isRestId(after)))
    const soapKeys = await identity.findForeignKeys(SOAP, distinctAccounts(wanted), call)
    const pages = new Map<TicketMessagePageKey, PartPage<T> | BillingError>()
    const groups = Map.groupBy(withAgreement(wanted, soapKeys, pages), ({ key }) => `${key.first} ${key.after ?? ''}`)
    const parts = [...groups.values()].flatMap((group) => chunk(group, ticketsPerCall(group[0]?.key.first ?? 1)))
    const silent: TicketMessagePageKey[] = []
    const fillPages = async (entries: readonly Entry[]) => {
      const byTicket = await readPart(entries, call)
      for (const { key, agreementKey } of entries) {
        const rows = byTicket.get(groupKey(key.ticketId, agreementKey))
        if (rows === undefined) silent.push(key)
        else pages.set(key, toPage(rows, key.first))
      }
    }
    await Promise.all(parts.map(fillPages))
    const own = await findTickets(silent, call)
    for (const key of silent) {
      const ticket = own.get(key)
      if (ticket !== undefined) pages.set(key, ticket instanceof BillingError ? ticket : { values: [], hasMore: false })
    }
    return pages
  }
}

function ticketsPerCall(first: number): number {
  return Math.max(1, Math.min(IDS_PER_CALL, Math.floor(ROWS_PER_CALL / (first + 1))))
}

function groupKey(ticketId: string, agreementKey: string): string {
  return `${ticketId} ${agreementKey}`
}

/** Oldest first. One row more than asked for tells that there are more. A row that cannot be read is the page's error. */
function toPage<T>(rows: readonly PartRow<T>[], first: number): PartPage<T> | BillingError {
  // A row without an id may stand anywhere, so it comes first.
  const oldestFirst = rows.toSorted((one, other) => compareIds(one.id ?? '', other.id ?? ''))
  const values: T[] = []
  for (const { value } of oldestFirst.slice(0, first)) {
    if (value instanceof BillingError) return value
    values.push(value)
  }
  return { values, hasMore: oldestFirst.length > first }
}
