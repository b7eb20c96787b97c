import type { Registrar } from '../registrar/registrar.ts'
import { REGISTRAR_FAULTS } from '../registrar/types.ts'
import { decimalText } from '../wire/money.ts'
import { bad, present, readChoice, readNumber, readObject } from './read.ts'

const MOST_DOCUMENTS = 10_000
const LONGEST_MS = 86_400_000

/** Every document that the registrar has taken, in order: the judge of what was registered how often. */
export function readReceipts({ registrar }: { readonly registrar: Registrar }): object {
  const documents = registrar.books.list(MOST_DOCUMENTS).map(({ kopecks, ...document }) => ({
    ...document,
    total: decimalText(kopecks),
  }))
  return { documents, logins: registrar.logins }
}

/** `{ delayMs, faults: [{ kind, times }] }`; what is left out stays, and faults are replaced as a whole. */
export function setRegistrar({ registrar }: { readonly registrar: Registrar }, body: unknown): object {
  const fields = readObject(body, 'the registrar', ['delayMs', 'faults'])
  const delayMs = readNumber(fields, 'delayMs', { min: 0, max: LONGEST_MS })
  if (delayMs !== undefined) registrar.delayMs = delayMs
  const faults = fields['faults']
  if (faults !== undefined) {
    if (!Array.isArray(faults) || faults.length > 20) throw bad("'faults' must be a list of at most 20")
    registrar.setFaults(faults.map(readFault))
  }
  return { delayMs: registrar.delayMs, faults: registrar.listFaults() }
}

function readFault(value: unknown) {
  const fields = readObject(value, 'a fault', ['kind', 'times'])
  const kind = present(readChoice(fields, 'kind', REGISTRAR_FAULTS), 'kind')
  return { kind, times: readNumber(fields, 'times', { min: 1, max: 1_000_000 }) ?? null }
}
