import { FACTS, type FactName } from './facts.ts'
import type { FaultKind, FaultOperation } from './fault-kinds.ts'
import { findImpossible, findMissing, isReady, type PartName, type Ready } from './parts.ts'
import { type Capability, proveNotAsked, proveRefusal } from './refusals.ts'
import { NotApplicable } from './requirement-error.ts'
import type { ConformanceSubject, ConnectionSettings } from './subject.ts'

/** What was found out of one requirement; a failure is thrown. */
export type Verdict =
  | { readonly kind: 'passed'; readonly note?: string }
  | { readonly kind: 'refused'; readonly capability: Capability }
  | { readonly kind: 'not_applicable'; readonly reason: string }

/** What a requirement needs besides the billing itself. */
export interface Needs<P extends PartName = PartName> {
  /** All of them true; where one is false, its absence is proved instead. */
  readonly capabilities?: readonly Capability[]
  /** False; where it is true, that the billing is not asked is proved instead. */
  readonly without?: 'orderReferences'
  readonly parts?: readonly P[]
  readonly facts?: readonly FactName[]
  readonly faults?: readonly (readonly [FaultOperation, FaultKind])[]
  readonly settings?: readonly (keyof ConnectionSettings)[]
  /** In words, why it means nothing to this subject; null where it does. */
  readonly unless?: (subject: ConformanceSubject) => string | null
}

export interface Requirement {
  readonly id: string
  /** One line, in the present. */
  readonly statement: string
  readonly needs: Needs
  /** LATE for what changes the billing for everybody, such as its clock; LAST for what ends it. */
  readonly turn: 'USUAL' | 'LATE' | 'LAST'
  judge(subject: ConformanceSubject): Promise<Verdict>
}

/** What a proof may say beside the verdict. */
export type Note = (text: string) => void

export function requirement<const P extends PartName = never>(
  id: string,
  statement: string,
  options: Needs<P> & {
    readonly turn?: Requirement['turn']
    readonly prove: (subject: Ready<P>, note: Note) => Promise<void>
  },
): Requirement {
  const { turn = 'USUAL', prove, ...needs } = options
  return { id, statement, needs, turn, judge: (subject) => judge(subject, needs, prove) }
}

async function judge<P extends PartName>(
  subject: ConformanceSubject,
  needs: Needs<P>,
  prove: (subject: Ready<P>, note: Note) => Promise<void>,
): Promise<Verdict> {
  const absent = needs.capabilities?.find((name) => !subject.billing.capabilities[name])
  if (absent !== undefined) {
    await proveRefusal(subject, absent)
    return { kind: 'refused', capability: absent }
  }
  if (needs.without !== undefined && subject.billing.capabilities[needs.without]) {
    await proveNotAsked(subject)
    return { kind: 'refused', capability: needs.without }
  }
  const { parts = [] } = needs
  const reason = await findReason(subject, needs)
  if (reason !== null || !isReady(subject, parts))
    return { kind: 'not_applicable', reason: reason ?? 'a part is missing' }
  const notes: string[] = []
  try {
    await prove(subject, (text) => void notes.push(text))
  } catch (error) {
    if (error instanceof NotApplicable) return { kind: 'not_applicable', reason: error.message }
    throw error
  } finally {
    await subject.faults?.clear()
  }
  return { kind: 'passed', ...(notes.length === 0 ? {} : { note: notes.join('; ') }) }
}

async function findReason(subject: ConformanceSubject, needs: Needs): Promise<string | null> {
  const missing = findMissing(subject, needs.parts ?? [])
  if (missing !== null) return subject.reasons?.[missing] ?? `the subject has no ${missing}`
  const setting = needs.settings?.find((name) => subject.connections?.settings.includes(name) !== true)
  if (setting !== undefined) return `no connection with another ${setting} can be opened`
  const impossible = findImpossible(subject, needs.faults ?? [])
  if (impossible !== null) return `the subject cannot cause ${impossible}`
  const reason = needs.unless?.(subject) ?? null
  if (reason !== null) return reason
  for (const fact of needs.facts ?? []) {
    const lacking = await FACTS[fact](subject)
    if (lacking !== null) return `${fact}: ${lacking}`
  }
  return null
}
