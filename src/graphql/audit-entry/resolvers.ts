import { formatInstant } from '../../domain/date.ts'
import type { AuditFilter, QueryResolvers } from '../../generated/schema.ts'
import type { AuditQuery, AuditRow } from '../../store/store.ts'
import type { Complete } from '../complete.ts'
import { badCursor, readAfter, readFirst, writeConnection } from '../page.ts'

export const auditEntryQueries: Pick<QueryResolvers, 'auditEntries'> = {
  auditEntries: async (_parent, args, { supervision, call }) => {
    const first = readFirst(args.first)
    const before = readPosition(readAfter(args.after, LIST))
    // One more than was asked for tells whether there are more.
    const rows = await supervision.searchAudit({ ...readFilter(args.filter), before, limit: first + 1 }, call)
    return writeConnection(rows.slice(0, first), {
      list: LIST,
      positionOf: ({ at, id }) => `${at}.${id}`,
      hasMore: rows.length > first,
      isFirstPage: before === null,
    })
  },
}

export const auditEntryResolvers: Complete<'AuditEntry'> = {
  AuditEntry: {
    happenedAt: ({ at }, _args, { timeZone }) => formatInstant(at, timeZone),
  },
}

/** A cursor goes with any filter: it names an entry, and entries have one order. */
const LIST = 'audit'

function readFilter(filter: AuditFilter | null | undefined): Omit<AuditQuery, 'before' | 'limit'> {
  return {
    actor: filter?.actor ?? null,
    act: filter?.act ?? null,
    object: filter?.object ?? null,
    from: readInstant(filter?.from),
    to: readInstant(filter?.to),
  }
}

/** The scalar has checked it. */
function readInstant(text: string | null | undefined): number | null {
  return text === null || text === undefined ? null : Date.parse(text)
}

function readPosition(position: string | null): Pick<AuditRow, 'at' | 'id'> | null {
  if (position === null) return null
  const groups = /^(?<at>\d{1,15})\.(?<id>\d{1,15})$/.exec(position)?.groups
  if (!groups) throw badCursor()
  return { at: Number(groups['at']), id: Number(groups['id']) }
}
