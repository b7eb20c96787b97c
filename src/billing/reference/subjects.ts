import { malformed } from '../transport/answer.ts'
import { type JsonObject, readId, readText } from '../transport/json.ts'
import { findCode } from './codes.ts'

export interface Subject {
  readonly id: string
  readonly role: 'SUBSCRIBER' | 'MEMBER' | 'OPERATOR'
  readonly displayName: string
  /** Of all agreements, ended ones included. */
  readonly accountIds: readonly string[]
}

/** P person, O organisation, M member of an organisation, S staff. */
const ROLES = { P: 'SUBSCRIBER', O: 'SUBSCRIBER', M: 'MEMBER', S: 'OPERATOR' } as const

/** A row of GET /subjects, which is also a part of the answer to a credentials check. */
export function readSubject(row: JsonObject): Subject {
  // A letter that is not listed must not become a role by guess.
  const role = findCode<Subject['role']>(ROLES, readText(row, 'type'))
  if (role === null) throw malformed('type: not a known kind of subject')
  return { id: readId(row, 'id'), role, displayName: readText(row, 'name'), accountIds: readIds(row['accounts']) }
}

/** A list of ids, or a single one without its list, as old scripts print it. */
function readIds(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return [...new Set(list.map((id) => readId({ accounts: id }, 'accounts')))]
}
