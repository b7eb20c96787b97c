import { createHash, randomBytes } from 'node:crypto'
import { openRegistrarBooks } from './books.ts'
import type { Fate, FaultOrder, ReceiptDocument, RegistrarBooks, RegistrarFault } from './types.ts'

/** The credentials are open to all: it is a sandbox, and refuses to run in production. */
export const REGISTRAR_LOGIN = 'registrar'
export const REGISTRAR_PASSWORD = 'registrar'

/** A registrar of receipts with one cash register: documents are kept at once and worked on `delayMs` later. */
export interface Registrar {
  readonly books: RegistrarBooks
  logIn(): string
  knowsToken(token: string): boolean
  expireTokens(): void
  /** Whether one of the faults strikes now; it is counted down. */
  strikes(kind: RegistrarFault): boolean
  /** Replaces them all. */
  setFaults(faults: readonly FaultOrder[]): void
  listFaults(): readonly FaultOrder[]
  delayMs: number
  /** Calls of `getToken` since the start. */
  logins: number
  now(): number
}

const DEFAULT_DELAY_MS = 1_500
const TOKEN_MS = 86_400_000

export function createRegistrar(file: string, now: () => number = Date.now): Registrar {
  const books = openRegistrarBooks(file)
  const tokens = new Map<string, number>()
  let faults: FaultOrder[] = []
  return {
    books,
    delayMs: DEFAULT_DELAY_MS,
    logins: 0,
    now,
    logIn() {
      this.logins += 1
      const token = randomBytes(24).toString('base64url')
      tokens.set(token, now() + TOKEN_MS)
      return token
    },
    knowsToken: (token) => (tokens.get(token) ?? 0) > now(),
    expireTokens: () => tokens.clear(),
    strikes(kind) {
      const found = faults.find((fault) => fault.kind === kind)
      if (found === undefined) return false
      const times = found.times === null ? null : found.times - 1
      faults = faults.flatMap((fault) => (fault !== found ? [fault] : times === 0 ? [] : [{ kind, times }]))
      return true
    },
    setFaults: (orders) => {
      faults = [...orders]
    },
    listFaults: () => faults,
  }
}

const FATE_BY_FAULT = {
  failTimeout: 'timeout',
  failDriver: 'driver',
  failSystem: 'system',
  otherTotal: 'otherTotal',
} as const

/** What will become of the document that is being taken. */
export function drawFate(registrar: Registrar): Fate {
  for (const fault of ['failTimeout', 'failDriver', 'failSystem', 'otherTotal'] as const) {
    if (registrar.strikes(fault)) return FATE_BY_FAULT[fault]
  }
  return 'done'
}

export const DRIVE_NUMBER = '9999078902001234'

/** FPD: the same for a document whenever it is asked for. */
export function fiscalSignOf({ uuid, kopecks }: Pick<ReceiptDocument, 'uuid' | 'kopecks'>): number {
  return createHash('sha256').update(`${uuid} ${kopecks}`).digest().readUInt32BE(0)
}
