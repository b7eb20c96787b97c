const MAX_USER_AGENT = 400

// The first that fits: Chrome calls itself Safari, and Edge calls itself both.
const PROGRAMS = [
  [/\bEdgA?\//, 'Edge'],
  [/\bYaBrowser\//, 'Yandex Browser'],
  [/\b(?:OPR|Opera)\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/\bokhttp\/|\bDalvik\//, 'App'],
  [/\bCFNetwork\//, 'App'],
] as const
const SYSTEMS = [
  [/\b(?:iPhone|iPad)\b|\bCFNetwork\//, 'iOS'],
  [/\bAndroid\b|\bokhttp\//, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
] as const

/**
 * A hint by which people know their devices: "Firefox, Windows". Only words of this list are kept, so that nobody's header
 * gets into what others read; null when there are none.
 */
export function describeDevice(userAgent: string | undefined): string | null {
  if (userAgent === undefined || userAgent.length > MAX_USER_AGENT) return null
  const words = [PROGRAMS, SYSTEMS].flatMap((list) => list.find(([pattern]) => pattern.test(userAgent))?.[1] ?? [])
  return words.length === 0 ? null : words.join(', ')
}
