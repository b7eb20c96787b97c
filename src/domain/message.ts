/** How a person is reached. */
export type Channel = 'SMS' | 'EMAIL'

/** Something to be read by a person, ready to be sent. */
export interface Message {
  /** The same at every attempt: by it a provider can tell a repetition. */
  readonly id: string
  readonly channel: Channel
  /** A phone number in E.164, or an e-mail address. */
  readonly to: string
  /** For e-mail. */
  readonly subject: string
  readonly text: string
}
