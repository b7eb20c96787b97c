/** RFC 6266: something to be saved, under a name for old clients, and the whole one. */
export function writeDisposition(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7E]|["\\]/g, '_')
  const whole = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}
