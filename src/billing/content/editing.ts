import type { ContentEdit, ContentKind, ContentRow, ContentVerdict } from '../../store/content-types.ts'
import type { ContentEditing, ContentPut, ContentRemoval, Edit, EditVerdict } from '../content-port.ts'
import { type ContentOptions, type Kind, readRowId } from './kind.ts'

export function createEditing<Item, Draft>(
  options: ContentOptions,
  { kind, read, write }: Kind<Item, Draft>,
): ContentEditing<Item, Draft> {
  const { store } = options
  const writeEdit = editWriter(options, kind)
  return {
    async create({ idempotencyKey, draft }, edit) {
      return tell(await store.create({ code: idempotencyKey, values: write(draft) }, writeEdit(edit)), read)
    },
    async update({ id, expectedVersion, draft }, edit) {
      const rowId = readRowId(id)
      if (rowId === null) return { kind: 'absent' }
      return tell(await store.replace({ id: rowId, expectedVersion, values: write(draft) }, writeEdit(edit)), read)
    },
    ...createRemoval(options, { kind, read }),
  }
}

export function createRemoval<Item>(
  options: ContentOptions,
  { kind, read }: Pick<Kind<Item, never>, 'kind' | 'read'>,
): ContentRemoval<Item> {
  const { store } = options
  const writeEdit = editWriter(options, kind)
  return {
    async remove({ id, expectedVersion }, edit) {
      const rowId = readRowId(id)
      if (rowId === null) return { kind: 'absent' }
      const verdict = await store.remove({ id: rowId, expectedVersion }, writeEdit(edit))
      return verdict.kind === 'version_conflict' ? { kind: verdict.kind, item: read(verdict.row) } : verdict
    },
  }
}

/** For kinds whose items have a natural key. */
export function createPut<Item, Draft>(
  options: ContentOptions,
  { kind, read, write, codeOf, max }: Kind<Item, Draft> & { codeOf: (draft: Draft) => string; max: number },
): ContentPut<Item, Draft> {
  const { store } = options
  const writeEdit = editWriter(options, kind)
  return {
    async put({ expectedVersion, draft }, edit) {
      const item = { code: codeOf(draft), expectedVersion, values: write(draft), max }
      return tell(await store.put(item, writeEdit(edit)), read)
    },
  }
}

function editWriter({ now }: ContentOptions, kind: ContentKind): (edit: Edit) => ContentEdit {
  return ({ editor, requestId }) => ({ kind, actor: editor, requestId, at: now() })
}

/** The store's verdict in the words of the noun. */
function tell<Item>(verdict: ContentVerdict, read: (row: ContentRow) => Item): EditVerdict<Item> {
  return 'row' in verdict ? { kind: verdict.kind, item: read(verdict.row) } : verdict
}
