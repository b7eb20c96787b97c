import type { Generated } from 'kysely'

/**
 * The tables as both databases hold them; migrations/ creates them. Instants are milliseconds since the epoch in 64-bit
 * columns, flags are 0 or 1, lists are JSON text.
 */
export interface Tables {
  readonly migrations: { name: string; checksum: string; applied_at: number }
  readonly sessions: SessionsTable
  readonly refresh_tokens: RefreshTokensTable
  readonly tries: TriesTable
  readonly audit: AuditTable
  readonly content: ContentTable
}

export interface SessionsTable {
  id: string
  subject_id: string
  role: string
  display_name: string
  accounts: string
  has_more_accounts: number
  confirmed_at: number
  created_at: number
  expires_at: number
  revoked_at: number | null
}

/** One row per refresh token that was ever given out in a session; a token expires with its session. */
interface RefreshTokensTable {
  token_hash: string
  session_id: string
  used_at: number | null
}

/** Tries that count, and per subject at most one row that says that going beyond the limit has been audited. */
interface TriesTable {
  id: Generated<number>
  subject: string
  tried_at: number
  is_notice: number
}

export interface AuditTable {
  id: Generated<number>
  happened_at: number
  actor: string
  act: string
  object: string
  outcome: string
  request_id: string
}

export interface ContentTable {
  id: Generated<number>
  kind: string
  code: string
  created_from: string
  fingerprint: string
  version: number
  updated_at: number
  removed_at: number | null
  region_id: string | null
  topic: string | null
  starts_at: number
  ends_at: number | null
  sort_key: number
  title_ru: string | null
  title_en: string | null
  body_ru: string | null
  body_en: string | null
  details: string
}
