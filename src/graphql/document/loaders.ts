import type { AccountId } from '../../domain/account.ts'
import type { AccountDocument } from '../../domain/document.ts'
import type { Observed } from '../../domain/observed.ts'
import type { Viewer } from '../../domain/viewer.ts'
import { compareKeys } from '../order.ts'
import { seesAccount } from '../ownership.ts'
import { assertCapable, createLoader, type Reading } from '../reading.ts'

/** A document in the hands of somebody who may see its account. */
export interface ViewedDocument extends Observed<AccountDocument> {
  readonly viewer: Viewer
}

export interface DocumentLoaders {
  /** Those issued last first; null when the account is absent or not the viewer's. */
  listDocuments(viewer: Viewer, accountId: AccountId): Promise<readonly ViewedDocument[] | null>
  findDocument(
    viewer: Viewer,
    key: { readonly accountId: AccountId; readonly documentId: string },
  ): Promise<ViewedDocument | null>
}

export function createDocumentLoaders(reading: Reading): DocumentLoaders {
  const { documents } = reading.billing
  const loader = createLoader(reading, documents.listDocuments.bind(documents))

  async function listDocuments(viewer: Viewer, accountId: AccountId): Promise<readonly ViewedDocument[] | null> {
    if (!seesAccount(viewer, accountId)) return null
    assertCapable(reading, 'documents')
    const found = await loader.load(accountId)
    if (found === null) return null
    const { asOf, freshness } = found
    return found.value.toSorted(compareDocuments).map((value) => ({ value, asOf, freshness, viewer }))
  }

  return {
    listDocuments,
    async findDocument(viewer, { accountId, documentId }) {
      const all = await listDocuments(viewer, accountId)
      return all?.find(({ value }) => value.id === documentId) ?? null
    },
  }
}

/** A lost day is the oldest. */
function compareDocuments(left: AccountDocument, right: AccountDocument): number {
  const [before, after] = [left.issuedOn ?? '', right.issuedOn ?? '']
  if (before !== after) return before < after ? 1 : -1
  return compareKeys(left.id, right.id)
}
