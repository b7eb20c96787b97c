/** What a holder has chosen. */
export interface SettingsRow {
  readonly restId: number
  /** "ru" or "en". */
  readonly language: string
  /** E e-mail, P paper, N nothing. */
  readonly invoice: string
  readonly advertising: boolean
}

export type SettingsChange = Partial<Omit<SettingsRow, 'restId'>>
