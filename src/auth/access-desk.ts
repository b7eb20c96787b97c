import { randomUUID } from 'node:crypto'
import type { Channel } from '../domain/message.ts'
import type { CodeStore } from '../store/access-types.ts'
import type { AccessRefusal, AccessRequest } from './access.ts'
import { type CodeHolder, type CodeLimits, createCodeLimits } from './code-limits.ts'
import { CODE_TTL_MS, type Codes, createCodes, type Purpose } from './codes.ts'
import type { Desk } from './desk.ts'
import type { Notices } from './notices.ts'
import type { AccessBilling } from './recipients.ts'

export interface AccessParts {
  readonly billing: AccessBilling
  readonly store: { readonly codes: CodeStore }
  /** By which ways people can be reached. */
  readonly channels: readonly Channel[]
  /** Tells the outbox of this process that something waits. */
  readonly nudge: () => void
  readonly notices: Notices
}

/** What the use cases of getting in share, beside the desk of signing in. */
export interface AccessDesk extends Desk {
  readonly billing: AccessBilling
  readonly codeStore: CodeStore
  readonly codes: Codes
  readonly codeLimits: CodeLimits
  readonly channels: readonly Channel[]
  readonly nudge: () => void
  readonly notices: Notices
}

export function createAccessDesk(desk: Desk, { store, ...parts }: AccessParts): AccessDesk {
  const codes = createCodes(desk.options.keys.subjectSecret)
  return { ...desk, ...parts, codeStore: store.codes, codes, codeLimits: createCodeLimits(desk.limits) }
}

/** More waiting messages than an hour of real people brings; then nobody can ask for another. */
export const MAX_WAITING = 10_000
const RETRY_WHEN_FULL_SECONDS = 60

/** A name that codes are kept under, and counted under. */
export interface CodeName {
  readonly purpose: Purpose
  readonly name: string
}

export function holderOf({ purpose, name }: CodeName): CodeHolder {
  return { kind: purpose === 'agreement' ? 'agreement' : 'login', name }
}

/** Neither a login nor a contract number may stand in the trail in plain text. */
export function maskName(desk: AccessDesk, { name }: CodeName): string {
  return desk.limits.maskLogin(name)
}

export interface IssuedCode {
  readonly code: string
  readonly expiresAt: number
}

/** The message that brings a code. */
interface CodeMessage {
  readonly channel: Channel
  readonly seal: (code: string, id: string) => string
}

/** Makes a code in place of the one before, with the order for its message, or without one for somebody who reads it out. */
export async function issueCode(
  desk: AccessDesk,
  given: CodeName & { readonly actor: string; readonly act: string; readonly object: string; readonly outcome: string },
  { request, order }: { request: AccessRequest; order: CodeMessage | null },
): Promise<IssuedCode | AccessRefusal> {
  const { purpose, name, ...act } = given
  const code = desk.codes.create(purpose)
  const subject = desk.codes.subjectOf(purpose, name)
  const expiresAt = desk.options.now() + CODE_TTL_MS[purpose]
  const id = randomUUID()
  const delivery = order && {
    id,
    kind: purpose,
    channel: order.channel,
    payload: order.seal(code, id),
    requestId: request.caller.requestId,
    ttlMs: CODE_TTL_MS[purpose],
  }
  const isKept = await desk.codeStore.put(
    {
      code: { subject, codeHash: desk.codes.hash(subject, code), expiresAt },
      delivery,
      maxWaiting: MAX_WAITING,
      audit: desk.entry(act, request.caller),
    },
    request.call,
  )
  if (!isKept) return { kind: 'too_many_tries', retryAfterSeconds: RETRY_WHEN_FULL_SECONDS }
  if (delivery !== null) desk.nudge()
  return { code, expiresAt }
}

export interface RightCode {
  readonly kind: 'right'
  /** True for one call only: the code is used up then, and the wrong guesses at it are forgotten. */
  use(): Promise<boolean>
}

/**
 * Judges what somebody typed. It counts before it is looked at; a right code was no guess, and stays until what it was for is
 * done, so that a billing that is down costs nobody a code. Only then are the guesses taken back: a code that is never used up
 * would buy new ones without end.
 */
export async function judgeCode(
  desk: AccessDesk,
  given: CodeName & { readonly typed: string; readonly act: string },
  { caller, call }: AccessRequest,
): Promise<RightCode | AccessRefusal> {
  const { purpose, name, typed, act } = given
  const now = desk.options.now()
  const take = await desk.codeLimits.takeGuess({ holder: holderOf(given), caller, now }, call)
  if (take.kind === 'too_many_tries') return take
  const subject = desk.codes.subjectOf(purpose, name)
  const kept = await desk.codeStore.find(subject, now, call)
  const code = desk.codes.read(purpose, typed)
  // A text that cannot be a code costs the same hashes.
  const isRight = desk.codes.isRight(kept?.codeHash ?? null, subject, code ?? '') && code !== null
  if (!isRight || kept === null) {
    // Without the client's signal: nobody keeps a guess out of the trail by leaving.
    const object = maskName(desk, given)
    await desk.options.store.audit.append(
      desk.entry({ actor: 'anonymous', act, object, outcome: 'wrong code' }, caller),
    )
    return { kind: 'wrong_code' }
  }
  await take.giveBack(call)
  return {
    kind: 'right',
    async use() {
      const isUsed = await desk.codeStore.use(kept)
      // Without the client's signal: what the code was for is done.
      if (isUsed) await take.forgetName({})
      return isUsed
    },
  }
}
