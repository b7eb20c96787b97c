import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendReply } from '../deliver.ts'
import type { Desk } from '../desk.ts'
import { plain } from '../faults/bytes.ts'
import { readBody } from '../wire/body.ts'
import { asRefusal, RefusalError } from '../wire/refusal.ts'
import { bad } from './read.ts'
import { ROUTES } from './routes.ts'

/** Serves /control, to callers on this machine only. Answers JSON; what is wrong is told as plain text. */
export async function handleControl(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    assertLocal(request)
    const url = new URL(request.url ?? '/', 'http://sandbox')
    const parts = url.pathname.slice(1).split('/').slice(1).map(decodePart)
    const matching = ROUTES.filter((route) => matches(route.path, parts))
    const route = matching.find(({ method }) => method === request.method)
    if (route === undefined) throw noRoute(matching.map(({ method }) => method))
    const bytes = await readBody(request)
    const answer = route.run(desk, { parts, query: url.searchParams, body: () => readJson(bytes) })
    await sendReply(response, {
      status: route.status ?? 200,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: Buffer.from(`${JSON.stringify(answer === undefined ? { ok: true } : answer)}\n`),
    })
  } catch (error) {
    const refusal = asRefusal(error)
    if (refusal === null) throw error
    await sendReply(response, plain(refusal.status, refusal.text))
  }
}

/** Whether an address is this machine's own loopback, also when it is written as IPv6. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && (address === '::1' || /^(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address))
}

const LOCAL_HOST = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d{1,5})?$/i

/** A web page in a browser on this machine must not drive the billing: browsers send Origin, test tools do not. */
export function assertLocal(request: IncomingMessage): void {
  if (!isLoopback(request.socket.remoteAddress))
    throw new RefusalError(403, 'the control interface answers on loopback only')
  if (request.headers.origin !== undefined)
    throw new RefusalError(403, 'the control interface does not answer to web pages')
  // A name that a stranger made point at this machine comes with the stranger's name in Host.
  if (!LOCAL_HOST.test(request.headers.host ?? ''))
    throw new RefusalError(403, 'the control interface answers to 127.0.0.1, localhost and [::1] only')
}

function matches(path: readonly string[], parts: readonly string[]): boolean {
  return path.length === parts.length && path.every((part, index) => part.startsWith(':') || part === parts[index])
}

function noRoute(methods: readonly string[]): RefusalError {
  if (methods.length > 0) return new RefusalError(405, `method not allowed, use ${methods.join(', ')}`)
  return new RefusalError(404, 'no such resource; GET /control lists them')
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw bad('the path is not well encoded')
  }
}

function readJson(bytes: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return value
  } catch {
    throw bad('the body must be JSON in UTF-8')
  }
}
