import { createHmac } from 'node:crypto'
import type { StoreCall, TryStore } from '../store/store.ts'
import type { Caller } from './auth.ts'
import { networkOf } from './network-of.ts'

const WINDOW_MS = 3_600_000

interface Attempt {
  readonly caller: Caller
  readonly now: number
}

/** It may go on. */
export interface Taken {
  readonly kind: 'taken'
  /** It was no guess: this one try is forgotten, and no other. */
  giveBack(call: StoreCall): Promise<void>
  /**
   * All tries of exactly this name are forgotten. Those of its other spellings, which a billing may hold for somebody else,
   * stay: whoever owns one must not give himself guesses at another.
   */
  forgetName(call: StoreCall): Promise<void>
  /** Both at once, for a success. */
  takeBack(call: StoreCall): Promise<void>
}

/** What one try counts for. */
interface Counted {
  readonly subject: string
  readonly max: number
  /** The name itself, where several are counted as one subject. */
  readonly spelling?: string
}

export type Take = Taken | { readonly kind: 'too_many_tries'; readonly retryAfterSeconds: number }

type CodeAct = 'request-code' | 'guess-code' | 'notice' | 'choose-login'
type NamedKind = `${'code' | 'guess'}-${'login' | 'agreement'}` | 'notice' | 'choice'

/** Each try counts before anybody is asked. The first one beyond a limit is audited, and no other in its window. */
export interface Limits {
  /** Counts for the network, then for the login. Whether the login exists plays no part. */
  takeSignIn(attempt: Attempt & { login: string }, call: StoreCall): Promise<Take>
  /** Counts for the network: a token cannot be guessed, but each try costs a look-up and a question to the billing. */
  takeRefresh(attempt: Attempt, call: StoreCall): Promise<Take>
  /**
   * As for a login. Tries from the partner's own addresses count apart from those from elsewhere, so that no stranger can
   * keep a partner out who has told us its addresses.
   */
  takePartnerSignIn(attempt: Attempt & { partnerId: string; isFromThere: boolean }, call: StoreCall): Promise<Take>
  /** The same for anything else that is counted, in this order. */
  takeNamed(attempt: Attempt & { act: CodeAct }, counted: readonly Counted[], call: StoreCall): Promise<Take>
  forget(subjects: readonly string[], call: StoreCall): Promise<void>
  networkSubject(kind: 'network' | 'code-network', caller: Caller): string
  /** Spellings that a billing may take for one name count as one. */
  nameSubject(kind: NamedKind, name: string): string
  /** A stand-in for one of these spellings. */
  spellingOf(name: string): string
  readonly maxPerAddress: number
  /** A short stand-in for a login in the audit trail; without the signing key it leads back to nobody. */
  maskLogin(login: string): string
  /** The same for the id of a partner that is not there: it may be a secret in the wrong field. */
  maskPartner(partnerId: string): string
}

/**
 * The subjects are keyed hashes: contract numbers are few enough to try them all against a plain hash. A try beyond the
 * network's limit does not count for the login, so that a blocked network cannot lock logins out or fill the table.
 */
export function createLimits(options: {
  tries: TryStore
  secret: Uint8Array
  maxPerLogin: number
  maxPerPartner: number
  maxPerAddress: number
  maxRefreshesPerAddress: number
}): Limits {
  const { tries, secret, maxPerLogin, maxPerPartner, maxPerAddress, maxRefreshesPerAddress } = options
  const subjectOf = (kind: 'login' | 'network' | 'refresh' | 'partner' | 'code-network' | NamedKind, name: string) =>
    `${kind}:${createHmac('sha256', secret).update(`${kind}:${name}`).digest('base64url')}`
  const spellingOf = (name: string) =>
    createHmac('sha256', secret).update(`spelling:${name}`).digest('base64url').slice(0, 22)
  const loginSubject = (login: string) => subjectOf('login', normalizeLogin(login))

  async function takeAll(
    act: 'sign-in' | 'refresh' | 'partner-sign-in' | CodeAct,
    { caller, now }: Attempt,
    { counted, call }: { counted: readonly Counted[]; call: StoreCall },
  ): Promise<Take> {
    for (const { max, ...name } of counted) {
      const { subject } = name
      const object = maskSubject(subject)
      const audit = { at: now, actor: 'anonymous', act, object, outcome: 'limited', requestId: caller.requestId }
      const { count, oldestAt } = await tries.record({ ...name, now, windowMs: WINDOW_MS, max, audit }, call)
      if (count > max) {
        return {
          kind: 'too_many_tries',
          retryAfterSeconds: Math.max(1, Math.ceil((oldestAt + WINDOW_MS - now) / 1000)),
        }
      }
    }
    return createTaken(tries, counted, now)
  }

  return {
    takeSignIn: (attempt, call) => {
      const network = subjectOf('network', networkOf(attempt.caller.address))
      const counted = [
        { subject: network, max: maxPerAddress },
        { subject: loginSubject(attempt.login), max: maxPerLogin, spelling: spellingOf(attempt.login) },
      ]
      return takeAll('sign-in', attempt, { counted, call })
    },
    takeRefresh: (attempt, call) => {
      const subject = subjectOf('refresh', networkOf(attempt.caller.address))
      const counted = [{ subject, max: maxRefreshesPerAddress }]
      return takeAll('refresh', attempt, { counted, call })
    },
    takePartnerSignIn: (attempt, call) => {
      const network = subjectOf('network', networkOf(attempt.caller.address))
      const partner = subjectOf('partner', `${attempt.partnerId} ${attempt.isFromThere ? 'there' : 'elsewhere'}`)
      const counted = [
        { subject: network, max: maxPerAddress },
        { subject: partner, max: maxPerPartner, spelling: spellingOf(attempt.partnerId) },
      ]
      return takeAll('partner-sign-in', attempt, { counted, call })
    },
    takeNamed: ({ act, ...attempt }, counted, call) => takeAll(act, attempt, { counted, call }),
    forget: (subjects, call) =>
      tries.forget(
        subjects.map((subject) => ({ subject })),
        call,
      ),
    networkSubject: (kind, caller) => subjectOf(kind, networkOf(caller.address)),
    nameSubject: (kind, name) => subjectOf(kind, normalizeLogin(name)),
    spellingOf,
    maxPerAddress,
    maskLogin: (login) => maskSubject(loginSubject(login)),
    maskPartner: (partnerId) => maskSubject(subjectOf('partner', partnerId)),
  }
}

function createTaken(tries: TryStore, counted: readonly Counted[], triedAt: number): Taken {
  const own = counted.map(({ max: _max, ...name }) => ({ ...name, triedAt }))
  const named = counted.filter(({ spelling }) => spelling !== undefined).map(({ max: _max, ...name }) => name)
  const others = own.filter(({ spelling }) => spelling === undefined)
  return {
    kind: 'taken',
    giveBack: (call) => tries.forget(own, call),
    forgetName: (call) => tries.forget(named, call),
    takeBack: (call) => tries.forget([...others, ...named], call),
  }
}

function maskSubject(subject: string): string {
  return subject.slice(0, subject.indexOf(':') + 1 + 16)
}

/** Spellings that a billing may take for one login count as one: case, width, invisible and blank characters. */
function normalizeLogin(login: string): string {
  return login
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{Cf}\p{Z}]/gu, '')
}
