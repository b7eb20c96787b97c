import type { StoreCall } from '../store/store.ts'
import type { Caller } from './auth.ts'
import type { Limits, Take } from './limits.ts'

/** Whose codes are counted together: everything about one login, and everything about one agreement. */
export interface CodeHolder {
  readonly kind: 'login' | 'agreement'
  readonly name: string
}

interface Attempt {
  readonly holder: CodeHolder
  readonly caller: Caller
  readonly now: number
}

export interface CodeLimits {
  /** Counts for the network, then for the name, whether it exists or not. */
  takeCode(attempt: Attempt, call: StoreCall): Promise<Take>
  /** The same for guesses. A new code does not bring new ones. */
  takeGuess(attempt: Attempt, call: StoreCall): Promise<Take>
  /** An operator vouches for somebody whose guesses a stranger has used up. */
  forgetGuesses(holder: CodeHolder, call: StoreCall): Promise<void>
}

const MAX_CODES = 3
const MAX_GUESSES = 5
/** A house or an office behind one address. */
const MAX_CODES_PER_NETWORK = 60

export function createCodeLimits(limits: Limits): CodeLimits {
  return {
    takeCode: ({ holder, caller, now }, call) =>
      limits.takeNamed(
        { caller, now, act: 'request-code' },
        [
          { subject: limits.networkSubject('code-network', caller), max: MAX_CODES_PER_NETWORK },
          { subject: limits.nameSubject(`code-${holder.kind}`, holder.name), max: MAX_CODES },
        ],
        call,
      ),
    takeGuess: ({ holder, caller, now }, call) =>
      limits.takeNamed(
        { caller, now, act: 'guess-code' },
        [
          { subject: limits.networkSubject('network', caller), max: limits.maxPerAddress },
          {
            subject: limits.nameSubject(`guess-${holder.kind}`, holder.name),
            max: MAX_GUESSES,
            spelling: limits.spellingOf(holder.name),
          },
        ],
        call,
      ),
    forgetGuesses: (holder, call) => limits.forget([limits.nameSubject(`guess-${holder.kind}`, holder.name)], call),
  }
}
