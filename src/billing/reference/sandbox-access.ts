/** What the sandbox lets in. It is never reached from outside, and refused in production. */
export const SANDBOX_ACCESS = { restKey: 'sandbox-key', soapLogin: 'gateway', soapPassword: 'gateway' } as const
