import type { ColumnType, Generated } from 'kysely'
import type { BankDetailsTable } from './bank-details.ts'
import type { CheckoutsTable } from './checkout-row.ts'
import type { ExportsTable } from './export-table.ts'
import type { FiscalTables } from './fiscal-types.ts'
import type { ForumAuthorsTable, ForumPostsTable, ForumWordsTable } from './forum-tables.ts'
import type { NotificationsTable } from './notification-row.ts'
import type { TransfersTable } from './transfer-table.ts'
import type { VisitSlotsTable, VisitsTable } from './visit-tables.ts'

/**
 * The tables as both databases hold them; migrations/ creates them. Instants are milliseconds since the epoch in 64-bit
 * columns, flags are 0 or 1, lists are JSON text.
 */
export interface Tables extends FiscalTables {
  readonly migrations: { name: string; checksum: string; applied_at: number }
  readonly sessions: SessionsTable
  readonly refresh_tokens: RefreshTokensTable
  readonly credential_changes: { role: string; subject_id: string; changed_at: number }
  readonly tries: TriesTable
  readonly audit: AuditTable
  readonly daily_runs: DailyRunsTable
  readonly codes: { subject: string; code_hash: string; expires_at: number }
  readonly deliveries: DeliveriesTable
  readonly content: ContentTable
  readonly forum_authors: ForumAuthorsTable
  readonly forum_posts: ForumPostsTable
  readonly forum_words: ForumWordsTable
  readonly intents: IntentsTable
  readonly checkouts: CheckoutsTable
  readonly payment_usage: PaymentUsageTable
  readonly partners: PartnersTable
  readonly partner_secrets: PartnerSecretsTable
  readonly partner_nonces: PartnerNoncesTable
  readonly registers: RegistersTable
  readonly members: MembersTable
  readonly member_invitations: MemberInvitationsTable
  readonly exports: ExportsTable
  readonly used_downloads: { nonce: string; expires_at: number }
  readonly notifications: NotificationsTable
  readonly attachments: AttachmentsTable
  readonly visit_slots: VisitSlotsTable
  readonly visits: VisitsTable
  readonly wishes: WishesTable
  readonly bank_details: BankDetailsTable
  readonly transfers: TransfersTable
}

interface WishesTable {
  wish: string
  intent_id: string
  claimed_at: number
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
  scope: Generated<string>
  device: Generated<string | null>
  last_seen_at: Generated<number | null>
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
  /** Keyed hash of the name as it was written, where several spellings are counted as one. */
  spelling: string | null
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

export interface IntentsTable {
  id: string
  kind: string
  principal: string
  external_id: string
  fingerprint: string
  reference: string
  account_id: string
  account_number: string
  /** A number while that is exact. */
  amount_minor_units: ColumnType<number | bigint, bigint, never>
  currency: string
  method: string | null
  paid_at: number | null
  details: string | null
  relates_to: string | null
  serial_key: string | null
  state: string
  fence: number
  attempt: number
  accepted_at: number
  sent_at: number | null
  changed_at: number
  due_at: number | null
  settled_at: number | null
  absences: number
  watch_until: number | null
  mark: string | null
  record_id: string | null
  registered_at: number | null
  refusal: string | null
  attention: string | null
  /** Whose sum the payment is in: the beginning of a day; null where no limits were asked for. */
  limit_day: number | null
  /** How the billing could be asked when the last attempt began; null before the first. */
  sent_for: string | null
}

/** One row per principal and day. It is written in SQL of its own: see payment-usage.ts. */
interface PaymentUsageTable {
  principal: string
  day: number
}

export interface PartnersTable {
  id: string
  name: string
  state: string
  networks: string
  currency: string
  min_amount: number | bigint
  max_amount: number | bigint
  max_amount_per_day: number | bigint
  max_payments_per_minute: number
  max_misses_per_hour: number
  reference_template: string
  payment_method: string
  terminal: string | null
  salt: string
  created_at: number
  updated_at: number
}

export interface PartnerSecretsTable {
  id: Generated<number>
  partner_id: string
  purpose: 'SIGN_IN' | 'SIGNING'
  material: string
  created_at: number
  expires_at: number | null
}

/** One row per request that a partner has signed, while its timestamp would still be taken. */
interface PartnerNoncesTable {
  partner_id: string
  nonce: string
  expires_at: number
}

/** What partners have handed in; `lines` is JSON. */
interface RegistersTable {
  partner_id: string
  day: string
  part: number
  parts: number
  sha256: string
  lines: string
  submitted_at: number
}

/** `account` is what a session keeps of one, as JSON; `rights` is a JSON list. */
export interface MembersTable {
  id: string
  account_id: string
  account: string
  role: string
  subject_id: string
  name: string
  rights: string
  since: number
}

export interface MemberInvitationsTable {
  code_hash: string
  account_id: string
  account: string
  name: string
  rights: string
  created_at: number
  expires_at: number
  /** Who has used it. */
  member_id: string | null
}

interface DailyRunsTable {
  name: string
  /** "yyyy-MM-dd" */
  day: string
  /** Counts claims. */
  claim: number
  claimed_until: number
  finished_at: number | null
  result: string | null
}

/** Messages to be sent, and for a while those that are done with. */
interface DeliveriesTable {
  id: string
  kind: string
  channel: string
  state: string
  /** Sealed; null as soon as it is of no more use. */
  payload: string | null
  request_id: string
  created_at: number
  expires_at: number
  due_at: number | null
  attempts: number
  claim: number
  settled_at: number | null
}

export interface AttachmentsTable {
  id: string
  account_id: string
  ticket_id: string
  actor: string
  file_name: string
  size_bytes: number
  state: string
  media_type: string | null
  file: string | null
  reference: string | null
  created_at: number
}
