import type { ForumRefusal, ForumWriter, ForumWriting } from '../../billing/forum-port.ts'
import { isIdempotencyKey, readLine, readLines } from '../../cabinet/text.ts'
import type { ForumErrorCode, ForumUserError } from '../../generated/schema.ts'
import type { GraphqlContext } from '../context.ts'
import { readId } from '../ids.ts'
import { requireViewer } from '../viewer.ts'
import { FORUM_TEXTS } from './texts.ts'

const TITLE = { min: 3, max: 150 }
const BODY = { max: 5000 }
const REASON = { min: 3, max: 150 }

/** Reads an input field by field and collects what is wrong. A form with errors is refused, so what it read is not used. */
export interface ForumForm {
  key(value: string): string
  title(value: string): string
  body(value: string): string
  reason(value: string): string
  topicId(field: string, value: string): string
  replyId(field: string, value: string): string
  /** Of either. */
  postId(field: string, value: string): string
  readonly errors: readonly ForumUserError[]
  readonly context: GraphqlContext
}

export function createForumForm(context: GraphqlContext): ForumForm {
  const errors: ForumUserError[] = []

  function read(field: string, value: string | null): string {
    if (value === null) errors.push(writeForumError(context, { code: 'INVALID_VALUE', field }))
    return value ?? ''
  }

  function readPostId(field: string, text: string, types: readonly ('ForumTopic' | 'ForumReply')[]): string {
    const id = readId(text)
    if ((id?.type === 'ForumTopic' || id?.type === 'ForumReply') && types.includes(id.type)) return id.postId
    errors.push(writeForumError(context, { code: 'NOT_FOUND', field }))
    return ''
  }

  return {
    errors,
    context,
    key: (value) => read('idempotencyKey', isIdempotencyKey(value) ? value : null),
    title: (value) => read('title', readLine(value, TITLE)),
    body: (value) => read('body', readLines(value, BODY)),
    reason: (value) => read('reason', readLine(value, REASON)),
    topicId: (field, value) => readPostId(field, value, ['ForumTopic']),
    replyId: (field, value) => readPostId(field, value, ['ForumReply']),
    postId: (field, value) => readPostId(field, value, ['ForumTopic', 'ForumReply']),
  }
}

type Verdict = ForumRefusal | { readonly kind: 'done' | 'version_conflict' | 'withdrawn' | 'deleted' }

/** Does what a form without errors asks for. Null stands for what was not even tried. */
export async function runForumForm<Answer extends Verdict>(
  { errors, context }: ForumForm,
  work: (writing: ForumWriting, writer: ForumWriter) => Promise<Answer>,
): Promise<{ readonly verdict: Answer | null; readonly userErrors: readonly ForumUserError[] }> {
  const { writing } = context.content.forum
  if (writing === null) return { verdict: null, userErrors: [writeForumError(context, { code: 'NOT_MANAGED' })] }
  if (errors.length > 0) return { verdict: null, userErrors: errors }
  const { role, subjectId } = requireViewer(context)
  const verdict = await work(writing, { role, subjectId, requestId: context.caller.requestId })
  return { verdict, userErrors: explain(verdict, context) }
}

const CODES: Readonly<Record<Exclude<Verdict['kind'], 'done' | 'withdrawn' | 'deleted'>, ForumErrorCode>> = {
  absent: 'NOT_FOUND',
  answered: 'ANSWERED',
  key_conflict: 'IDEMPOTENCY_CONFLICT',
  locked: 'TOPIC_LOCKED',
  not_a_topic: 'NOT_A_TOPIC',
  not_yours: 'NOT_YOURS',
  too_late: 'TOO_LATE',
  too_many_edits: 'TOO_MANY_EDITS',
  too_many_pinned: 'TOO_MANY_PINNED',
  too_many_posts: 'TOO_MANY_POSTS',
  version_conflict: 'VERSION_CONFLICT',
}

const FIELDS: Readonly<Partial<Record<ForumErrorCode, string>>> = {
  IDEMPOTENCY_CONFLICT: 'idempotencyKey',
  NOT_A_TOPIC: 'action',
  VERSION_CONFLICT: 'expectedVersion',
}

function explain(verdict: Verdict, context: GraphqlContext): readonly ForumUserError[] {
  if (verdict.kind === 'done' || verdict.kind === 'withdrawn' || verdict.kind === 'deleted') return []
  const code = CODES[verdict.kind]
  const wait = verdict.kind === 'too_many_posts' ? Math.max(1, Math.ceil(verdict.retryAfterMs / 1000)) : null
  return [writeForumError(context, { code, field: FIELDS[code] ?? null, retryAfterSeconds: wait })]
}

function writeForumError(
  { language }: GraphqlContext,
  refusal: {
    readonly code: ForumErrorCode
    readonly field?: string | null
    readonly retryAfterSeconds?: number | null
  },
): ForumUserError {
  const { code, field = null, retryAfterSeconds = null } = refusal
  return { code, field, message: FORUM_TEXTS[code][language], retryAfterSeconds }
}
