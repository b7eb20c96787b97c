import type { Role } from '../domain/viewer.ts'
import { ClientError } from './errors.ts'
import type { Rule } from './shield.ts'

/**
 * Who may ask for a field at all. Rules judge an already loaded viewer; whether an object belongs to the viewer is
 * decided by the loaders.
 */

/** Everybody, signed in or not; a stale token does no harm. */
export const isPublic: Rule = { name: 'isPublic', judge: () => true, open: true }

/** Whoever was given the object may read its fields: the guards stand where the object is loaded. */
export const holdsTheObject: Rule = { name: 'holdsTheObject', judge: () => true, open: true }

/**
 * Whoever has a login and a password of the billing, also in a session of a one-time password: it may set a new password,
 * and nothing else. Every other rule that is not open denies it.
 */
export const changesPassword = roleRule('changesPassword', ['SUBSCRIBER', 'MEMBER', 'OPERATOR'], 'restricted too')

export const hasCredentials = roleRule('hasCredentials', ['SUBSCRIBER', 'MEMBER', 'OPERATOR'])

export const isSignedIn = roleRule('isSignedIn', ['SUBSCRIBER', 'MEMBER', 'PARTNER', 'OPERATOR'])

/** The holders of accounts, those who act for them, and the provider's staff. */
export const readsAccounts = roleRule('readsAccounts', ['SUBSCRIBER', 'MEMBER', 'OPERATOR'])

/** Those who read accounts may also order for them; which accounts is decided where they are found. */
export const changesAccounts = roleRule('changesAccounts', ['SUBSCRIBER', 'MEMBER', 'OPERATOR'])

/** Whoever talks in the forum: those who read accounts. A terminal network has nothing to say there. */
export const writesInForum = roleRule('writesInForum', ['SUBSCRIBER', 'MEMBER', 'OPERATOR'])

/** The provider's staff. */
export const servesSubscribers = roleRule('servesSubscribers', ['OPERATOR'])

/** Whoever takes payments for the provider. */
export const takesPayments = roleRule('takesPayments', ['PARTNER'])

/** Whoever has begun payments: those of partners and those of the cabinet are told apart by who asks. */
export const followsPayments = roleRule('followsPayments', ['SUBSCRIBER', 'MEMBER', 'PARTNER', 'OPERATOR'])

/** As `readsAccounts`, and without a token too: the answer is then that nobody is signed in. */
export const asksWhoTheyAre: Rule = {
  name: 'asksWhoTheyAre',
  judge: (authentication) => (authentication.kind === 'anonymous' ? true : readsAccounts.judge(authentication)),
  open: false,
}

function roleRule(name: string, roles: readonly Role[], scope: 'full' | 'restricted too' = 'full'): Rule {
  return {
    name,
    judge: (authentication) => {
      if (authentication.kind === 'viewer') {
        const { role, isRestricted = false } = authentication.viewer
        if (isRestricted && scope === 'full') return new ClientError('FORBIDDEN', NEEDS_NEW_PASSWORD)
        return roles.includes(role) || new ClientError('FORBIDDEN')
      }
      return authentication.kind === 'refused'
        ? new ClientError('UNAUTHENTICATED', REFUSED_TOKEN[authentication.reason])
        : new ClientError('UNAUTHENTICATED')
    },
    open: false,
  }
}

const NEEDS_NEW_PASSWORD = {
  en: 'Set a new password first: this session came of a one-time password and can do nothing else.',
  ru: 'Сначала задайте новый пароль: эта сессия открыта одноразовым паролем и больше ничего не может.',
} as const

const REFUSED_TOKEN = {
  expired: {
    en: 'The access token has expired. Refresh the session or sign in again.',
    ru: 'Срок действия токена истёк. Обновите сессию или войдите снова.',
  },
  invalid: {
    en: 'The access token is not valid. Sign in again.',
    ru: 'Токен недействителен. Войдите снова.',
  },
} as const
