import { formatOptionalInstant } from '../../domain/date.ts'
import type { Complete } from '../complete.ts'
import { observedFields } from '../observed.ts'
import { badCursor, readAfter, readFirst, writeConnection } from '../page.ts'
import { MAX_STATEMENT_PAGE_SIZE } from '../policies.ts'

export const statementResolvers: Complete<'Statement' | 'StatementEntry'> = {
  Statement: {
    from: ({ value }) => value.period.from,
    to: ({ value }) => value.period.to,
    opening: ({ value }) => value.opening,
    credited: ({ value }) => value.credited,
    debited: ({ value }) => value.debited,
    closing: ({ value }) => value.closing,
    entries: ({ value: { accountId, period, entries } }, args) => {
      const list = `statement:${accountId}:${period.from}:${period.to}`
      const first = readFirst(args.first, MAX_STATEMENT_PAGE_SIZE)
      const position = readAfter(args.after, list)
      const start = position === null ? 0 : entries.findIndex(({ id }) => id === position) + 1
      if (position !== null && start === 0) throw badCursor()
      const page = writeConnection(entries.slice(start, start + first), {
        list,
        positionOf: ({ id }) => id,
        hasMore: start + first < entries.length,
        isFirstPage: position === null,
      })
      // Not spread, which would write every cursor.
      return Object.assign(page, { totalCount: entries.length })
    },
    ...observedFields,
  },
  StatementEntry: {
    at: ({ at }, _args, { timeZone }) => formatOptionalInstant(at, timeZone),
  },
}
