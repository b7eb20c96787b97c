/** A hardware address, or why a text is none. */
export type MacReading =
  /** As "aa:bb:cc:dd:ee:ff". */
  | { readonly kind: 'mac'; readonly macAddress: string }
  /** Not twelve hexadecimal digits in any usual spelling. */
  | { readonly kind: 'unreadable' }
  /** Zeros, the broadcast address or one of a group: nothing that one device can have. */
  | { readonly kind: 'not_of_a_device' }

/**
 * Reads what people copy from stickers, settings and switches: AA:BB:CC:DD:EE:FF, aa-bb-…, AABB.CCDD.EEFF, AABBCC-DDEEFF,
 * AABBCCDDEEFF, with blanks between, and with octets of one digit where colons stand between (0:1b:77:…). Cyrillic letters
 * that look like hexadecimal digits are taken for them: that is how they come from a Russian keyboard.
 */
export function readMacAddress(text: string): MacReading {
  const octets = splitOctets(toLatin(text.trim()).toLowerCase())
  if (octets === null) return { kind: 'unreadable' }
  const isGroup = (Number.parseInt(octets[0] ?? '', 16) & GROUP_BIT) !== 0
  const macAddress = octets.join(':')
  return isGroup || macAddress === ZEROS ? { kind: 'not_of_a_device' } : { kind: 'mac', macAddress }
}

/** IEEE 802, the first bit on the wire: set in the broadcast address too. */
const GROUP_BIT = 1
const ZEROS = '00:00:00:00:00:00'

const SHORT_OCTETS = /^[\da-f]{1,2}(?::[\da-f]{1,2}){5}$/
const SPELLINGS = [
  /^[\da-f]{12}$/,
  /^[\da-f]{2}(?:([:\-. ])[\da-f]{2})(?:\1[\da-f]{2}){4}$/,
  /^[\da-f]{4}(?:([:\-. ])[\da-f]{4})\1[\da-f]{4}$/,
  /^[\da-f]{6}[:\-. ][\da-f]{6}$/,
]

function splitOctets(text: string): readonly string[] | null {
  if (SHORT_OCTETS.test(text)) return text.split(':').map((octet) => octet.padStart(2, '0'))
  return SPELLINGS.some((spelling) => spelling.test(text)) ? text.replaceAll(/[^\da-f]/g, '').match(/../g) : null
}

const LOOK_ALIKES: Readonly<Record<string, string>> = { А: 'A', В: 'B', С: 'C', Е: 'E', а: 'a', с: 'c', е: 'e' }

function toLatin(text: string): string {
  return text.replaceAll(/[АВСЕасе]/g, (letter) => LOOK_ALIKES[letter] ?? letter)
}

/** A serial number in capitals without blanks, or null: 4 to 32 Latin letters, digits, points, slashes and dashes, one digit at least. */
export function readSerialNumber(text: string): string | null {
  const serial = text.replaceAll(/\s/g, '').toUpperCase()
  return SERIAL.test(serial) ? serial : null
}

const SERIAL = /^(?=.*\d)[A-Z\d](?:[A-Z\d./-]{2,30})[A-Z\d]$/
