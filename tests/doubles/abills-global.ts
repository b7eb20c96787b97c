import { type Json, type Params, textOf } from './abills-json.ts'
import { answerCall, type Call, Refusal, type Request, type Route } from './abills-routes.ts'

// Many calls in one. When one fails, what the others wrote is taken back.

const MAX_CALLS = 20

export function globalRoute(routes: readonly Route[], outer: Request): Route {
  return { method: 'POST', path: '/global/', role: 'admin', answer: (call) => answerAll(call, { routes, outer }) }
}

interface Inner {
  readonly routes: readonly Route[]
  readonly outer: Request
}

function answerAll({ world, params }: Call, inner: Inner): Json {
  const requests = params['REQUESTS']
  if (!Array.isArray(requests)) throw new Refusal({ errno: 10154, errstr: 'No field requests' })
  const before = structuredClone(world.books)
  const results: Json[] = []
  let failure: Json | null = null
  for (const [id, request] of requests.entries()) {
    const url = textOf(request, 'URL') ?? ''
    const tooMany = { errno: 10155, errstr: 'Fatal error, not executed. Limit of execution equals 20', id }
    if (id === MAX_CALLS) {
      results.push({ ...tooMany, response: {}, successful: false, url })
      break
    }
    if (failure !== null) {
      results.push({ errno: 10149, errstr: 'Fatal error, not executed', id, response: {}, successful: false, url })
      continue
    }
    const method = textOf(request, 'METHOD') ?? ''
    const reply = answerCall(world, inner.routes, innerRequest(inner.outer, { request, method, url }))
    if (reply.status === 200) {
      results.push({ id, method, response: reply.body, status: 200, successful: true, url })
      continue
    }
    failure = errnoOf(reply.body)
    results.push({ id, response: reply.body, successful: false, url })
  }
  if (failure === null) return { result: 'OK', results }
  Object.assign(world.books, before)
  return { result: 'Execution failed', results, errno: failure }
}

function innerRequest(
  outer: Request,
  { request, method, url }: { request: Params; method: string; url: string },
): Request {
  const body = request['BODY']
  const given = typeof body === 'object' && body !== null ? Object.fromEntries(Object.entries(body)) : {}
  const isRead = method === 'GET' || method === 'DELETE'
  return { ...outer, method, path: url, query: isRead ? given : {}, body: isRead ? '' : JSON.stringify(given) }
}

function errnoOf(body: Json): Json {
  return Reflect.get(Object(body), 'errno') ?? Reflect.get(Object(body), 'error') ?? 20
}
