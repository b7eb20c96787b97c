import type { AccessRequest, CodeVerdict, CodeWish } from './access.ts'
import { type AccessDesk, type CodeName, holderOf, issueCode, maskName } from './access-desk.ts'
import { CODE_TTL_MS } from './codes.ts'
import { isUsable } from './credentials.ts'

const MAX_NAME = 64
const MAX_EMAIL = 254
const MAX_HOLDER = 100

/**
 * Promises a code. Whether the name exists plays no part here: form, limits, code, hash, row and message are the same, and
 * the billing is asked only when the message is sent.
 */
export async function requestCode(desk: AccessDesk, wish: CodeWish, request: AccessRequest): Promise<CodeVerdict> {
  const trimmed = trim(wish)
  const field = findBadField(trimmed)
  if (field !== null) return { kind: 'invalid_value', field }
  const channel = trimmed.purpose === 'agreement' ? 'SMS' : trimmed.channel
  const isPossible = desk.billing.capabilities.credentialChanges && desk.channels.includes(channel)
  if (!isPossible) return { kind: 'not_supported' }
  const { purpose } = trimmed
  const name: CodeName = { purpose, name: trimmed.purpose === 'agreement' ? trimmed.number : trimmed.login }
  const attempt = { holder: holderOf(name), caller: request.caller, now: desk.options.now() }
  const take = await desk.codeLimits.takeCode(attempt, request.call)
  if (take.kind === 'too_many_tries') return take
  const seal = (code: string, id: string) => desk.codes.seal({ wish: trimmed, language: request.language, code }, id)
  const issued = await issueCode(
    desk,
    { ...name, actor: 'anonymous', act: purpose, object: maskName(desk, name), outcome: 'requested' },
    { request, order: { channel, seal } },
  )
  return 'kind' in issued ? issued : { kind: 'requested', ttlSeconds: CODE_TTL_MS[purpose] / 1000 }
}

/** Blanks around what people type mean nothing; what is far too long is not looked through for them. */
function trim(wish: CodeWish): CodeWish {
  if (wish.purpose === 'agreement') return { ...wish, number: plain(wish.number), holder: plain(wish.holder) }
  return { ...wish, login: plain(wish.login), email: wish.email === null ? null : plain(wish.email) }
}

function findBadField(wish: CodeWish): 'login' | 'email' | 'agreementNumber' | 'regionId' | 'proof' | null {
  if (wish.purpose !== 'agreement') {
    if (!isUsable(wish.login, MAX_NAME)) return 'login'
    if (wish.channel === 'SMS') return null
    return wish.email !== null && isUsable(wish.email, MAX_EMAIL) && /^\S+@\S+$/.test(wish.email) ? null : 'email'
  }
  if (!isUsable(wish.number, MAX_NAME)) return 'agreementNumber'
  if (!isUsable(wish.regionId, MAX_NAME)) return 'regionId'
  return isUsable(wish.holder, MAX_HOLDER) ? null : 'proof'
}

function plain(text: string): string {
  return text.length > 1000 ? '' : text.trim()
}
