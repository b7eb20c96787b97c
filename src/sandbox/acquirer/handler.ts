import type { IncomingMessage, ServerResponse } from 'node:http'
import { assertLocal } from '../control/handler.ts'
import { sendReply } from '../deliver.ts'
import { plain } from '../faults/bytes.ts'
import { readBody } from '../wire/body.ts'
import { RefusalError } from '../wire/refusal.ts'
import { answerControl } from './control.ts'
import type { AcquirerDesk } from './desk.ts'
import { paymentPage } from './page.ts'
import { handleShop } from './rest.ts'
import type { PageLanguage } from './texts.ts'
import { CHOICES } from './types.ts'

/** Serves /acquirer: the shop under /v1, payers under /pay, and tests under /control. */
export async function handleAcquirer(
  desk: AcquirerDesk,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://acquirer')
  const [, , front = '', id = ''] = url.pathname.split('/')
  try {
    if (front === 'v1') return await handleShop(desk, request, response)
    if (front === 'pay') return await handlePayer(desk, { request, response, url, id })
    if (front !== 'control')
      throw new RefusalError(404, 'not found; try /acquirer/v1, /acquirer/pay or /acquirer/control')
    assertLocal(request)
    const body = (await readBody(request)).toString('utf8')
    const answer = answerControl(desk, { method: request.method ?? 'GET', url, body })
    await sendReply(response, {
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: Buffer.from(`${JSON.stringify(answer)}\n`),
    })
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    await sendReply(response, plain(error.status, error.text))
  }
}

interface Visit {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  readonly id: string
}

/** Whoever presses twice, or comes back, sees what has come of it. Nothing is chosen twice. */
async function handlePayer(desk: AcquirerDesk, { request, response, url, id }: Visit): Promise<void> {
  const language = chooseLanguage(url, request)
  const own = `${desk.url()}/pay/${encodeURIComponent(id)}`
  if (request.method === 'POST') {
    const chosen = new URLSearchParams((await readBody(request)).toString('utf8')).get('choice')
    const choice = CHOICES.find((known) => known === chosen && known !== 'capture')
    if (choice === undefined) throw new RefusalError(400, 'no such choice')
    desk.ledger.choose(id, choice)
    const location = `${own}?lang=${language}&chosen`
    return sendReply(response, { status: 303, headers: { location }, body: Buffer.alloc(0) })
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') throw new RefusalError(405, 'method not allowed')
  const view = { language, url: own, hasChosen: url.searchParams.has('chosen') }
  await sendReply(response, paymentPage(desk.ledger.find(id), view))
}

function chooseLanguage({ searchParams }: URL, { headers }: IncomingMessage): PageLanguage {
  const wanted = searchParams.get('lang') ?? headers['accept-language'] ?? 'ru'
  return /^\s*en/i.test(wanted) ? 'en' : 'ru'
}
