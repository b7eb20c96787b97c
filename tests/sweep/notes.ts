/** A final answer as a terminal heard it. */
export interface Final {
  readonly state: 'DONE' | 'REJECTED'
  /** The whole answer, to compare repeats by. */
  readonly text: string
}

/** What one terminal asked for and heard about one payment. */
export interface Note {
  readonly externalId: string
  readonly number: string
  /** Decimal text. */
  readonly amount: string
  /** Whether any answer said that the payment is known. */
  wasAccepted: boolean
  readonly finals: Final[]
  /** Other amounts under the same id that were not refused as a conflict. */
  readonly missedConflicts: string[]
  isCanceled: boolean
}
