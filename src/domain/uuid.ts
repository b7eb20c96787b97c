const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

/** Whether a text has the form of the ids that the gateway makes itself. Whatever else is asked for is not there, and need not be looked for. */
export function isUuid(text: string): boolean {
  return UUID.test(text)
}
