import { createHmac, randomInt } from 'node:crypto'
import type { AccountId } from '../domain/account.ts'
import type { TextLanguage } from '../domain/localized-text.ts'
import type { Channel } from '../domain/message.ts'
import type { CodeWish } from './access.ts'
import { isSameHash } from './partner-secrets.ts'
import { createSealer, deriveKey, type Sealer } from './sealing.ts'

export type Purpose = CodeWish['purpose']

/** What a message with a code is made of. */
export interface CodeOrder {
  readonly wish: CodeWish
  readonly language: TextLanguage
  readonly code: string
}

/** What was changed, as a notice tells it. */
export type NoticeTopic = 'phone' | 'email' | 'login' | 'password' | 'invitation' | 'member'

/** Whom a notice goes to: contacts that were replaced, or those behind a login, which are looked up when it is sent. */
export type NoticeTarget =
  | { readonly kind: 'contacts'; readonly phone: string | null; readonly email: string | null }
  | { readonly kind: 'login'; readonly login: string; readonly accountIds: readonly AccountId[] }

export interface NoticeOrder {
  readonly notice: { readonly topics: readonly NoticeTopic[]; readonly channel: Channel; readonly to: NoticeTarget }
}

export interface InvitationOrder {
  readonly invitation: {
    readonly channel: Channel
    readonly to: string
    readonly code: string
    readonly language: TextLanguage
  }
}

/** What a message is made of. It is sealed while it waits, since it holds a code or a contact. */
export type MessageOrder = CodeOrder | NoticeOrder | InvitationOrder

export const CODE_TTL_MS = { 'password-reset': 15 * 60_000, agreement: 15 * 60_000, 'one-time-password': 60 * 60_000 }

export interface Codes extends Sealer<MessageOrder> {
  create(purpose: Purpose): string
  /** What the person has typed, as `create` writes it; null when that cannot be one. */
  read(purpose: Purpose, typed: string): string | null
  /** Under which name a code is kept: for a login exactly as it is written. Another spelling is somebody else. */
  subjectOf(purpose: Purpose, name: string): string
  hash(subject: string, code: string): string
  /** Takes as long whether there is a kept hash or not. */
  isRight(kept: string | null, subject: string, code: string): boolean
}

const DIGITS = 8
/** Without characters that are taken for others. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const READABLE = new RegExp(`^[${ALPHABET}]+$`)
const PASSWORD_LENGTH = 12

/** The secret is that of the subjects: replicas with one signing key understand each other's codes. */
export function createCodes(secret: Uint8Array): Codes {
  const codeKey = deriveKey(secret, 'billing-gateway codes')
  const sealer = createSealer<MessageOrder>(secret, 'billing-gateway messages')
  const keyed = (text: string) => createHmac('sha256', codeKey).update(text).digest('base64url')
  const hash = (subject: string, code: string) => keyed(`code:${subject}:${code}`)
  return {
    create: (purpose) => (purpose === 'one-time-password' ? createPassword() : createNumber()),
    read: (purpose, typed) => (purpose === 'one-time-password' ? readPassword(typed) : readNumber(typed)),
    subjectOf: (purpose, name) => `${purpose}:${keyed(`name:${purpose}:${name}`)}`,
    hash,
    isRight(kept, subject, code) {
      const none = hash(subject, '')
      return isSameHash(kept ?? none, hash(subject, code)) && kept !== null
    },
    ...sealer,
  }
}

function createNumber(): string {
  return String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0')
}

/** People copy blanks and hyphens along. */
function readNumber(typed: string): string | null {
  const digits = typed.length > 64 ? '' : typed.replace(/[\s-]/g, '')
  return /^\d{8}$/.test(digits) ? digits : null
}

function createPassword(): string {
  return Array.from({ length: PASSWORD_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

function readPassword(typed: string): string | null {
  const characters = typed.length > 64 ? '' : typed.replace(/[\s-]/g, '').toUpperCase()
  return characters.length === PASSWORD_LENGTH && READABLE.test(characters) ? characters : null
}

/** In groups of four, as it is shown to people. */
export function showCode(code: string): string {
  return code.replace(/.{4}(?=.)/g, '$& ')
}
