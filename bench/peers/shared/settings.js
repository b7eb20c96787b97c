/** What the benchmark tells every contender by the environment. */
export const settings = {
  restUrl: required('BILLING_REST_URL'),
  soapUrl: required('BILLING_SOAP_URL'),
  restKey: required('BILLING_REST_KEY'),
  soapLogin: required('BILLING_SOAP_LOGIN'),
  soapPassword: required('BILLING_SOAP_PASSWORD'),
  tariffTtlMs: Number(required('TARIFF_TTL_MS')),
}

/** @param {string} name */
export function required(name) {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: contenders are started by bench/run.ts`)
  return value
}

/**
 * The benchmark reads this line.
 * @param {string} url
 */
export function announce(url) {
  process.stdout.write(`${JSON.stringify({ url })}\n`)
}
