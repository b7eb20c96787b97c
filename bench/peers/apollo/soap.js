import { createClientAsync } from 'soap'
import { settings } from '../shared/settings.js'

/** node-soap over the billing's own WSDL; the session's cookie goes with every call. */
export async function connectSoap() {
  const client = await createClientAsync(`${settings.soapUrl}?wsdl`)
  let loggingIn = null

  async function logIn() {
    client.clearHttpHeaders()
    await client.LoginAsync({ login: settings.soapLogin, pass: settings.soapPassword })
    const [cookie] = client.lastResponseHeaders['set-cookie']
    client.addHttpHeader('Cookie', cookie.split(';')[0])
  }

  return async function call(operation, input) {
    await (loggingIn ??= logIn())
    const invoke = () => client[`${operation}Async`](input, { forever: true })
    try {
      const [answer] = await invoke()
      return answer
    } catch (error) {
      if (!String(error.body ?? error.message).includes('Authorization required')) throw error
      loggingIn = logIn()
      await loggingIn
      const [answer] = await invoke()
      return answer
    }
  }
}
