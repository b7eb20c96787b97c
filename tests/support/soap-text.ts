/** A SOAP 1.1 envelope as old systems write it. */
export function envelope(body: string): string {
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`
}

export function fault(string: string, detail: string): string {
  return envelope(
    `<s:Fault><faultcode>s:Server</faultcode><faultstring>${string}</faultstring><detail>${detail}</detail></s:Fault>`,
  )
}
