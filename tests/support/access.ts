import type { Gateway, RequestHeaders } from './gateway.ts'

const MUTATIONS = {
  requestOneTimePassword: 'requested expiresInSeconds userErrors { code field } retryAfterSeconds',
  signInWithOneTimePassword: 'session { accessToken accessTokenExpiresAt } userErrors { code field message }',
  changePassword: 'changed login session { accessToken refreshToken } userErrors { code field message }',
  changeLogin: 'changed login userErrors { code field message }',
  proveAgreement: 'requested expiresInSeconds userErrors { code field }',
  setCredentials: 'changed login userErrors { code field message }',
  restoreLogin: 'login oneTimePassword expiresAt userErrors { code field message }',
} as const

export type AccessMutation = keyof typeof MUTATIONS

interface AccessPayload {
  readonly changed?: boolean
  readonly login?: string | null
  readonly oneTimePassword?: string | null
  readonly session?: { readonly accessToken: string; readonly refreshToken?: string } | null
  readonly userErrors: readonly { readonly code: string; readonly field: string | null; readonly message: string }[]
}

/** One of the mutations about getting in: its payload, and the first code of whatever was wrong. */
export async function askAccess(
  gateway: Gateway,
  { name, input, headers }: { name: AccessMutation; input: object; headers: RequestHeaders },
) {
  const inputType = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`
  const document = `mutation ($input: ${inputType}) { ${name}(input: $input) { ${MUTATIONS[name]} } }`
  const answer = await gateway.query<Record<string, AccessPayload> | null>(document, { input }, headers)
  const payload = answer.data?.[name] ?? null
  return { payload, code: answer.errors[0]?.extensions.code ?? payload?.userErrors[0]?.code ?? null }
}
