export interface VisitSlotsTable {
  id: string
  region_id: string
  crew: string
  starts_at: number
  ends_at: number
  price_minor_units: number
  currency: string
  created_at: number
  /** Nobody can book it any more; the visits that it had still tell of it. */
  withdrawn_at: number | null
}

export interface VisitsTable {
  id: string
  slot_id: string
  account_id: string
  account_number: string
  principal: string
  external_id: string
  fingerprint: string
  comment: string | null
  status: string
  price_minor_units: number
  currency: string
  ticket_id: string | null
  created_at: number
  cancelled_at: number | null
  cancelled_by: string | null
  /** When the helpdesk has heard of the cancellation. */
  told_at: number | null
  /** When it is to be told of next, and how often that was in vain. */
  tell_at: number
  tellings: number
}
