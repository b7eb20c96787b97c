import type { PersonAccountResolvers } from '../../generated/schema.ts'
import type { Complete } from '../complete.ts'
import { writeId } from '../ids.ts'
import { observedFields } from '../observed.ts'
import { badCursor, readAfter, readFirst, writeConnection } from '../page.ts'

/** The documents of an account, page by page: the billing answers all of them at once. */
export const listDocuments: NonNullable<PersonAccountResolvers['documents']> = async (
  { id, viewer },
  { kind, first, after },
  { loaders },
) => {
  const list = `documents:${id}:${[...(kind ?? [])].toSorted().join(',')}`
  const size = readFirst(first)
  const position = readAfter(after, list)
  const all = await loaders.documents.listDocuments(viewer, id)
  if (all === null) return null
  const wanted = kind ? all.filter(({ value }) => kind.includes(value.kind)) : all
  const start = position === null ? 0 : wanted.findIndex(({ value }) => value.id === position) + 1
  if (position !== null && start === 0) throw badCursor()
  return writeConnection(wanted.slice(start, start + size), {
    list,
    positionOf: ({ value }) => value.id,
    hasMore: start + size < wanted.length,
    isFirstPage: position === null,
  })
}

export const documentResolvers: Complete<'AccountDocument'> = {
  AccountDocument: {
    id: ({ value }) => writeId({ type: 'AccountDocument', accountId: value.accountId, documentId: value.id }),
    kind: ({ value }) => value.kind,
    number: ({ value }) => value.number,
    issuedOn: ({ value }) => value.issuedOn,
    amount: ({ value }) => value.amount,
    from: ({ value }) => value.from,
    to: ({ value }) => value.to,
    download: ({ value: { accountId, id }, viewer }, _args, { reports }) =>
      reports.writeLink({ kind: 'document', accountId, documentId: id }, viewer),
    ...observedFields,
  },
}
