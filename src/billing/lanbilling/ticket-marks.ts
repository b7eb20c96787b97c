/**
 * The helpdesk has no field for a reference, nor for the agreement that a ticket is about: it knows persons. Both stand in the
 * ticket's name, behind the subject, and the reference of what was written in the last line of its text, and are taken off
 * again when they are read.
 */
export interface NameMark {
  readonly subject: string
  /** Null for a ticket of nobody. */
  readonly accountId: string | null
  readonly reference: string
}

/** "Нет интернета [gw 9 T-1]"; 0 for nobody's. */
export function writeName({ subject, accountId, reference }: NameMark): string {
  return `${subject} [gw ${accountId ?? 0} ${reference}]`
}

const NAME = /^(?<subject>.*) \[gw (?<account>0|[1-9]\d{0,14}) (?<reference>\S(?:.{0,62}\S)?)\]$/su

/** Null for a name that somebody else has given. */
export function readName(name: string): NameMark | null {
  const { subject, account, reference } = NAME.exec(name)?.groups ?? {}
  if (subject === undefined || account === undefined || reference === undefined) return null
  return { subject, accountId: account === '0' ? null : account, reference }
}

export interface TextMark {
  readonly text: string
  readonly reference: string | null
  /** How the provider shows the writer, where it is another than the helpdesk shows. */
  readonly authorName: string | null
}

/** The text, and in its last line "[gw M-1]" or "[gw M-1 | Вера]". */
export function writeText({ text, reference, authorName }: TextMark & { readonly reference: string }): string {
  return `${text}\n[gw ${reference}${authorName === null ? '' : ` | ${authorName}`}]`
}

const TEXT = /^(?<text>.*)\n\[gw (?<reference>\S(?:[^\n]{0,62}?\S)?)(?: \| (?<author>[^\n]{1,100}))?\]$/su

export function readText(text: string): TextMark {
  const groups = TEXT.exec(text)?.groups
  if (groups === undefined) return { text, reference: null, authorName: null }
  return {
    text: groups['text'] ?? '',
    reference: groups['reference'] ?? null,
    authorName: groups['author'] ?? null,
  }
}

/** Whether a reference comes back from both marks as it went. */
export function isMarkable(reference: string): boolean {
  const name = readName(writeName({ subject: 'x', accountId: null, reference }))
  const written = writeText({ text: 'x', reference, authorName: 'x' })
  return name?.reference === reference && readText(written).reference === reference
}
