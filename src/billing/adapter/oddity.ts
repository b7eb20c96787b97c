/** Something that was read all the same, or left out, and that somebody should look at. Never carries personal data. */
export interface Oddity {
  readonly kind: /** A status or kind that no table lists; read as UNKNOWN. */
    | 'unknown_code'
    /** Binary noise of a double, snapped to the nearest hundredth. */
    | 'money_noise'
    /** A balance with a fraction of a minor unit; what is whole of it counts. */
    | 'money_fraction'
    /** A row that nobody asked for; left out. */
    | 'foreign_row'
    /** A second row of something that there is once; left out. */
    | 'duplicate_row'
    /** A telephone number that cannot be one; read as absent. */
    | 'unreadable_phone'
    /** A hardware address that cannot be one; read as absent. */
    | 'unreadable_mac'
    /** An IP address that cannot be one; left out. */
    | 'unreadable_ip'
    /** Two things under the one key that tells things apart; both left out, since either would be a guess. */
    | 'ambiguous_key'
    /** A row that cannot be read; what it belongs to has an error, and everything else its value. */
    | 'unreadable_row'
  readonly field: string
  /** The code as sent, for `unknown_code` only. */
  readonly code: string | null
}

export type OnOddity = (oddity: Oddity) => void
