/** Statements that become files. Days are yyyy-MM-dd. */
export interface ExportsTable {
  id: string
  role: string
  subject_id: string
  idempotency_key: string
  fingerprint: string
  account_id: string
  account_kind: string
  account_number: string
  day_from: string
  day_to: string
  format: string
  language: string
  state: string
  progress: number
  entry_count: number
  request_id: string
  created_at: number
  /** When a process may take it: the end of a lease, or of a pause; null when it is over. */
  due_at: number | null
  claim: number
  attempts: number
  finished_at: number | null
  expires_at: number | null
  size_bytes: number | null
  failure: string | null
}
