import type { Edit, EditVerdict, RemoveVerdict } from '../../billing/content-port.ts'
import type { ContentErrorCode, ContentUserError } from '../../generated/schema.ts'
import { requireViewer } from '../viewer.ts'
import type { Form } from './form.ts'
import { writeContentError } from './user-errors.ts'

interface EditAnswer<Item> {
  readonly item: Item | null
  readonly userErrors: readonly ContentUserError[]
}

/** Does an edit whose form is without errors, and says what came of it. `editing` is null where it is done elsewhere. */
export async function runEdit<Item, Editing>(
  form: Form,
  editing: Editing | null,
  work: (editing: Editing, edit: Edit) => Promise<EditVerdict<Item>>,
): Promise<EditAnswer<Item>> {
  const refusal = refuse(form, editing)
  if (editing === null || refusal !== null) return { item: null, userErrors: refusal ?? [] }
  const verdict = await work(editing, writeEdit(form))
  if (verdict.kind === 'done') return { item: verdict.item, userErrors: [] }
  return { item: 'item' in verdict ? verdict.item : null, userErrors: [explain(form, verdict.kind)] }
}

/** As `runEdit`; `id` is the global id that the input names. */
export async function runRemoval<Item, Editing>(
  form: Form,
  { id, editing }: { readonly id: string; readonly editing: Editing | null },
  work: (editing: Editing, edit: Edit) => Promise<RemoveVerdict<Item>>,
): Promise<{ readonly removedId: string | null; readonly userErrors: readonly ContentUserError[] }> {
  const refusal = refuse(form, editing)
  if (editing === null || refusal !== null) return { removedId: null, userErrors: refusal ?? [] }
  const verdict = await work(editing, writeEdit(form))
  if (verdict.kind === 'removed') return { removedId: id, userErrors: [] }
  return { removedId: null, userErrors: [explain(form, verdict.kind)] }
}

function refuse({ errors, context }: Form, editing: unknown): readonly ContentUserError[] | null {
  if (editing === null) return [writeContentError('NOT_MANAGED', context.language)]
  return errors.length > 0 ? errors : null
}

function writeEdit({ context }: Form): Edit {
  const { role, subjectId } = requireViewer(context)
  return { editor: `${role}:${subjectId}`, requestId: context.caller.requestId }
}

type Refusal = Exclude<EditVerdict<unknown>['kind'], 'done'>

const REFUSALS: Readonly<Record<Refusal, { readonly code: ContentErrorCode; readonly field: string | null }>> = {
  version_conflict: { code: 'VERSION_CONFLICT', field: 'expectedVersion' },
  key_conflict: { code: 'IDEMPOTENCY_CONFLICT', field: 'idempotencyKey' },
  absent: { code: 'NOT_FOUND', field: null },
  full: { code: 'TOO_MANY', field: null },
}

function explain({ context }: Form, refusal: Refusal): ContentUserError {
  const { code, field } = REFUSALS[refusal]
  return writeContentError(code, context.language, field)
}
