import type { Selectable } from 'kysely'
import type { AccountRef } from '../domain/account.ts'
import type { Role } from '../domain/viewer.ts'
import { StoreError } from './error.ts'
import type { Opening, SessionRow, SessionScope, SessionSubject } from './store.ts'
import type { SessionsTable } from './tables.ts'

const ROLES: readonly Role[] = ['SUBSCRIBER', 'MEMBER', 'PARTNER', 'OPERATOR']

export function readSession(row: Selectable<SessionsTable>): SessionRow {
  return {
    id: row.id,
    subjectId: row.subject_id,
    role: readRole(row.role),
    displayName: row.display_name,
    accounts: readAccounts(row.accounts),
    hasMoreAccounts: row.has_more_accounts === 1,
    confirmedAt: row.confirmed_at,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    scope: readScope(row.scope),
    device: row.device,
    // A session of an earlier version has none.
    lastSeenAt: row.last_seen_at ?? row.created_at,
  }
}

export function writeSession(session: Opening['session']) {
  return {
    id: session.id,
    subject_id: session.subjectId,
    role: session.role,
    created_at: session.createdAt,
    expires_at: session.expiresAt,
    scope: session.scope ?? 'FULL',
    device: session.device ?? null,
    last_seen_at: session.createdAt,
    ...writeSubject(session),
  }
}

export function writeSubject({ displayName, accounts, hasMoreAccounts, confirmedAt }: SessionSubject) {
  return {
    display_name: displayName,
    accounts: JSON.stringify(accounts.map(({ id, kind, number, keys }) => ({ id, kind, number, keys }))),
    has_more_accounts: hasMoreAccounts ? 1 : 0,
    confirmed_at: confirmedAt,
  }
}

export function readRole(text: string): Role {
  const role = ROLES.find((known) => known === text)
  if (!role) throw corrupt('role')
  return role
}

function readScope(text: string): SessionScope {
  if (text !== 'FULL' && text !== 'CHANGE_PASSWORD') throw corrupt('scope')
  return text
}

function readAccounts(text: string): readonly AccountRef[] {
  const list = parse(text)
  if (!Array.isArray(list)) throw corrupt('accounts')
  return list.map(readAccount)
}

/** What is kept of an account beside sessions. */
export function writeAccountRef({ id, kind, number, keys }: AccountRef): string {
  return JSON.stringify({ id, kind, number, keys })
}

export function readAccountRef(text: string): AccountRef {
  return readAccount(parse(text))
}

function readAccount(value: unknown): AccountRef {
  const { id, kind, number, keys = {} }: Record<string, unknown> = Object(value)
  if (typeof id !== 'string' || typeof number !== 'string' || (kind !== 'PERSON' && kind !== 'ORGANIZATION')) {
    throw corrupt('accounts')
  }
  return { id, kind, number, keys: readKeys(keys) }
}

/** A session of an earlier version has none. */
function readKeys(value: unknown): AccountRef['keys'] {
  const keys: Record<string, string> = {}
  for (const [system, key] of Object.entries(Object(value))) {
    if (typeof key !== 'string') throw corrupt('accounts')
    keys[system] = key
  }
  return keys
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw corrupt('accounts')
  }
}

function corrupt(column: string): StoreError {
  return new StoreError('STORE_CORRUPT', `A stored session has an unreadable ${column}. Delete the row.`)
}
