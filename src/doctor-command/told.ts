import { BillingError, type BillingErrorCode } from '../billing/error.ts'

/** Why something failed, as it may be printed. */
export interface Failure {
  /** Null for what is no error of a billing: a module's own mistake. */
  readonly code: BillingErrorCode | null
  readonly message: string
}

const LONGEST_MESSAGE = 200

/**
 * An error in words that can be passed on. The gateway's own adapters put neither secrets nor personal data into theirs; a
 * module of somebody else may, so that what could be either goes.
 */
export function toFailure(error: unknown): Failure {
  if (error instanceof BillingError) return { code: error.code, message: withoutPersonalData(error.message) }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : 'something was thrown that is no error'
  return { code: null, message: withoutPersonalData(message) }
}

export function withoutPersonalData(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replaceAll(/\S+@\S+/g, '…')
    .replaceAll(/https?:\/\/\S+/g, '(an address)')
    .replaceAll(/[+]?\d{5,}/g, '…')
    .replaceAll(/[\p{Script=Cyrillic}][\p{Script=Cyrillic}\s.-]*/gu, '…')
    .replaceAll(/…{2,}/g, '…')
    .slice(0, LONGEST_MESSAGE)
}
