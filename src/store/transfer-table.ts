import type { ColumnType } from 'kysely'

export interface TransfersTable {
  id: string
  kind: string
  principal: string
  external_id: string
  fingerprint: string
  from_account_id: string
  from_account_number: string
  to_account_id: string
  to_account_number: string
  /** A number while that is exact. */
  amount_minor_units: ColumnType<number | bigint, bigint, never>
  currency: string
  state: string
  fence: number
  returns: number
  accepted_at: number
  changed_at: number
  due_at: number | null
  refusal: string | null
  limit_day: number
  resolution: string | null
}
