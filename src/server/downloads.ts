import type { IncomingHttpHeaders } from 'node:http'
import type { Downloads, DownloadVerdict } from '../reports/downloads.ts'
import { DOWNLOADS_PATH } from '../reports/reports.ts'
import { StoreError } from '../store/error.ts'
import { type Answer, refuse } from './answer.ts'
import { writeDisposition } from './disposition.ts'
import type { RefusalCode } from './refusal.ts'
import type { Exchange } from './traffic.ts'

export interface DownloadOptions {
  readonly downloads: Pick<Downloads, 'open'>
  /** From the request to the first byte. */
  readonly openTimeoutMs: number
}

const REFUSALS = {
  not_valid: 'LINK_NOT_VALID',
  expired: 'LINK_EXPIRED',
  used: 'LINK_USED',
  gone: 'FILE_GONE',
  unavailable: 'FILE_SERVICE_UNAVAILABLE',
  outdated: 'OUTDATED_BANK_DETAILS',
} as const satisfies Record<Exclude<DownloadVerdict['kind'], 'file'>, RefusalCode>

/** Whether a path is that of a link. */
export function isDownload(path: string): boolean {
  return path.startsWith(DOWNLOADS_PATH)
}

/**
 * Serves the file of a link, as something to be saved and never to be shown or run. GET alone: a HEAD would use the link
 * up and bring nothing.
 */
export async function answerDownload(exchange: Exchange, path: string, options: DownloadOptions): Promise<Answer> {
  if (exchange.request.method !== 'GET') return refuse(exchange, 'METHOD_NOT_ALLOWED', { headers: { allow: 'GET' } })
  // Nobody has asked for it yet, and a link is good for once.
  if (isPrefetch(exchange.request.headers)) return refuse(exchange, 'SERVICE_UNAVAILABLE')
  const token = path.slice(DOWNLOADS_PATH.length)
  const signal = AbortSignal.any([exchange.controller.signal, AbortSignal.timeout(options.openTimeoutMs)])
  const verdict = await open(token, { exchange, options, signal })
  if (verdict === null) return refuse(exchange, 'FILE_SERVICE_UNAVAILABLE')
  if (verdict.kind === 'outdated') return refuse(exchange, REFUSALS.outdated, { since: verdict.since })
  if (verdict.kind !== 'file') return refuse(exchange, REFUSALS[verdict.kind])
  const { name, mediaType, sizeBytes, content } = verdict
  return {
    status: 200,
    headers: { 'content-type': mediaType, 'content-disposition': writeDisposition(name) },
    body: { sizeBytes, content },
  }
}

/** What browsers and mail programs say when they fetch what somebody may want to open. */
function isPrefetch(headers: IncomingHttpHeaders): boolean {
  const { purpose, 'sec-purpose': secPurpose, 'x-purpose': xPurpose, 'x-moz': xMoz } = headers
  return [purpose, secPurpose, xPurpose, xMoz].some((said) => /prefetch|prerender|preview/i.test(String(said)))
}

async function open(
  token: string,
  parts: { readonly exchange: Exchange; readonly options: DownloadOptions; readonly signal: AbortSignal },
): Promise<DownloadVerdict | null> {
  const { exchange, options, signal } = parts
  try {
    return await options.downloads.open(token, { requestId: exchange.requestId, signal })
  } catch (error) {
    if (error instanceof StoreError || signal.aborted) return null
    throw error
  }
}
