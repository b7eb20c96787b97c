import type { AnswerError, GraphqlAnswer, RequestHeaders } from './gateway.ts'

/** Operations as clients send them. */
export async function post<T>(url: string, body: unknown, headers: RequestHeaders): Promise<GraphqlAnswer<T>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(headers.token === undefined ? {} : { authorization: `Bearer ${headers.token}` }),
      ...(headers.language === undefined ? {} : { 'accept-language': headers.language }),
      ...(headers.requestId === undefined ? {} : { 'x-request-id': headers.requestId }),
    },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  const answer: { data: T; errors?: readonly AnswerError[] } = JSON.parse(text)
  return { status: response.status, data: answer.data, errors: answer.errors ?? [], text }
}

export async function signIn(url: string, input: { login: string; password: string }): Promise<string> {
  const document = `mutation ($input: SignInInput!) {
    signIn(input: $input) { session { accessToken } userErrors { code } }
  }`
  interface SignIn {
    readonly signIn: { readonly session: { readonly accessToken: string } | null }
  }
  const { data, text } = await post<SignIn>(url, { query: document, variables: { input } }, {})
  if (!data.signIn.session) throw new Error(`${input.login} could not sign in: ${text}`)
  return data.signIn.session.accessToken
}
