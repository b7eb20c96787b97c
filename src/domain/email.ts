const MAX_EMAIL_CHARACTERS = 254
const MAX_LOCAL_CHARACTERS = 64

/** An address that mail can be sent to, trimmed and with its domain in small letters, or null (RFC 5321, without quotes). */
export function readEmail(text: string): string | null {
  const email = text.trim()
  const at = email.lastIndexOf('@')
  const [local, domain] = [email.slice(0, at), email.slice(at + 1).toLowerCase()]
  if (at < 1 || local.length > MAX_LOCAL_CHARACTERS || email.length > MAX_EMAIL_CHARACTERS) return null
  return LOCAL.test(local) && DOMAIN.test(domain) ? `${local}@${domain}` : null
}

const LOCAL = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u

/** Two labels at least; Cyrillic ones are as good as any. */
const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$/u
