import type { HealthBilling } from '../port.ts'
import { AnswerError, assertStatus, type HttpAnswer } from '../transport/answer.ts'
import { readText } from '../transport/charset.ts'
import type { SoapClient } from '../transport/soap-client.ts'
import { elementText } from '../transport/xml.ts'
import type { RestClient } from './rest.ts'

/** Both sides, side by side: GET /ping, and GetServerTime within the session, which proves the login as well. */
export function createHealth(rest: RestClient, soap: SoapClient): HealthBilling {
  return {
    async ping(call) {
      await Promise.all([
        rest.send({ operation: 'ping', method: 'GET', path: '/ping', body: null }, call, readPong),
        soap.call({ name: 'GetServerTime', content: '', writes: false }, call, (answer) => elementText(answer, 'ret')),
      ])
    },
  }
}

function readPong(answer: HttpAnswer): void {
  assertStatus(answer)
  if (readText(answer).trim() !== 'pong') throw new AnswerError('BILLING_FAILED', 'not a pong')
}
