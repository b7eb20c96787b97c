import type { FaultKind, FaultOperation } from './fault-kinds.ts'
import type { Books, Calls, ConformanceSubject, Connections, Logins, Office, Samples } from './subject.ts'

/** The optional parts of a subject, by their paths. */
export type PartName =
  | `books.${keyof Books}`
  | `office.${keyof Office}`
  | `logins.${keyof Logins}`
  | `samples.${keyof Samples}`
  | `connections.${keyof Connections}`
  | `calls.${keyof Calls}`

/** A subject that has those parts. */
export type Ready<P extends PartName> = ConformanceSubject & {
  readonly books: Has<Books, 'books', P>
  readonly office: Has<Office, 'office', P>
  readonly logins: Has<Logins, 'logins', P>
  readonly samples: Has<Samples, 'samples', P>
} & WithGroup<'connections', P> &
  WithGroup<'calls', P>

type Has<T, G extends string, P> = T & { readonly [K in keyof T as `${G}.${K & string}` extends P ? K : never]-?: T[K] }

type Groups = Required<Pick<ConformanceSubject, 'connections' | 'calls'>>

type WithGroup<G extends keyof Groups, P> =
  Extract<P, `${G}.${string}`> extends never ? unknown : { readonly [K in G]: Has<Groups[G], G, P> }

/** The first of the parts that is not there, or null when all are. */
export function findMissing(subject: ConformanceSubject, parts: readonly PartName[]): PartName | null {
  return parts.find((part) => !hasPart(subject, part)) ?? null
}

export function isReady<P extends PartName>(subject: ConformanceSubject, parts: readonly P[]): subject is Ready<P> {
  return findMissing(subject, parts) === null
}

function hasPart(subject: ConformanceSubject, part: PartName): boolean {
  const [group = '', name = ''] = part.split('.')
  const groups: Readonly<Record<string, unknown>> = { ...subject }
  const parts = groups[group]
  return typeof parts === 'object' && parts !== null && Reflect.get(parts, name) !== undefined
}

/** Whether the subject can let that befall each of the operations; the first that it cannot, or null. */
export function findImpossible(
  { faults }: ConformanceSubject,
  wanted: readonly (readonly [FaultOperation, FaultKind])[],
): string | null {
  const missing = wanted.find(([operation, kind]) => faults?.abilities[operation]?.includes(kind) !== true)
  return missing === undefined ? null : `${missing[1]} of ${missing[0]}`
}
