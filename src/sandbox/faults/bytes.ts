import type { Reply } from '../wire/answer.ts'

const OVERSIZE_BYTES = 3 * 1024 * 1024 + 65_536

/** A finished answer whose body stops in the middle; the length that it declares is the length that it has. */
export function truncate(reply: Reply): Reply {
  return { ...reply, body: reply.body.subarray(0, Math.max(1, Math.floor(reply.body.length * 0.6))) }
}

/** A finished answer that is padded with blanks to more than 3 MB; it stays readable for whoever reads that much. */
export function pad(reply: Reply): Reply {
  const last = reply.body.subarray(-1)
  const blanks = Buffer.alloc(OVERSIZE_BYTES, ' ')
  return { ...reply, body: Buffer.concat([reply.body.subarray(0, -1), blanks, last]) }
}

/** What a web server in front of the billing says when it feels like it; it would even parse as XML. */
export function htmlPage(): Reply {
  const page =
    '<html><head><title>Billing</title></head><body><h1>Maintenance</h1><p>Please come back later.</p></body></html>'
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: Buffer.from(page) }
}

export function leakyError(operation: string): Reply {
  return plain(
    500,
    `Internal error in ${operation}: DBD::mysql::st execute failed: Lost connection to MySQL server during query at /usr/billing/lib/Core/Db.pm line 412.`,
  )
}

export function unavailable(): Reply {
  const reply = plain(503, 'Service Temporarily Unavailable')
  return { ...reply, headers: { ...reply.headers, 'retry-after': '1' } }
}

export function emptyAnswer(contentType: string): Reply {
  return { status: 200, headers: { 'content-type': contentType }, body: Buffer.alloc(0) }
}

/** A plain text answer. */
export function plain(status: number, body: string): Reply {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: Buffer.from(`${body}\n`) }
}
