import { PassThrough } from 'node:stream'
import {
  type Arrival,
  type Attachments,
  DOWNLOAD_PATH,
  type DownloadVerdict,
  UPLOAD_PATH,
  type UploadVerdict,
} from '../attachments/attachments.ts'
import { MAX_ATTACHMENT_BYTES, savedNameOf } from '../domain/attachment.ts'
import { writeId } from '../graphql/ids.ts'
import { StoreError } from '../store/error.ts'
import { type Answer, jsonAnswer, refuse } from './answer.ts'
import type { BodyVerdict } from './body.ts'
import { writeDisposition } from './disposition.ts'
import { type ServerLimits, uploadTimeoutMs } from './limits.ts'
import type { RefusalCode } from './refusal.ts'
import type { Exchange } from './traffic.ts'

export interface AttachmentRoutes {
  readonly attachments: Pick<Attachments, 'sizeOf' | 'receive' | 'open'>
  readonly limits: Pick<ServerLimits, 'requestTimeoutMs' | 'uploadBytesPerSecond' | 'uploadSilenceMs'>
}

const UPLOAD_METHODS = 'POST, OPTIONS'

const UPLOAD_REFUSALS = {
  not_valid: 'LINK_NOT_VALID',
  expired: 'LINK_EXPIRED',
  used: 'LINK_USED',
  wrong_size: 'FILE_SIZE_DIFFERS',
  wrong_type: 'FILE_TYPE_NOT_ALLOWED',
  infected: 'FILE_INFECTED',
  not_scanned: 'FILE_SERVICE_UNAVAILABLE',
  not_written: 'FILE_SERVICE_UNAVAILABLE',
} as const satisfies Record<Exclude<UploadVerdict['kind'], 'stored'>, RefusalCode>

const DOWNLOAD_REFUSALS = {
  not_valid: 'LINK_NOT_VALID',
  expired: 'LINK_EXPIRED',
  gone: 'FILE_GONE',
} as const satisfies Record<Exclude<DownloadVerdict['kind'], 'file'>, RefusalCode>

export function isAttachment(path: string): boolean {
  return path.startsWith(UPLOAD_PATH) || path.startsWith(DOWNLOAD_PATH)
}

/** Takes or serves a file. A served one is something to be saved, never to be shown or run. */
export async function answerAttachment(
  exchange: Exchange,
  path: string,
  routes: AttachmentRoutes,
): Promise<Answer | null> {
  const isUpload = path.startsWith(UPLOAD_PATH)
  const bodyMs = isUpload ? uploadTimeoutMs(MAX_ATTACHMENT_BYTES, routes.limits) : 0
  const signal = AbortSignal.any([exchange.controller.signal, AbortSignal.timeout(bodyMs + WORK_TIMEOUT_MS)])
  const arrival = { requestId: exchange.requestId, signal }
  try {
    return isUpload
      ? await answerUpload(exchange, path.slice(UPLOAD_PATH.length), { routes, arrival })
      : await answerDownload(exchange, path.slice(DOWNLOAD_PATH.length), { routes, arrival })
  } catch (error) {
    if (error instanceof StoreError || signal.aborted) return refuse(exchange, 'FILE_SERVICE_UNAVAILABLE')
    throw error
  }
}

/** What is done with a file once it is there, longer than a scanner may take. */
const WORK_TIMEOUT_MS = 90_000

interface Parts {
  readonly routes: AttachmentRoutes
  readonly arrival: Arrival
}

async function answerUpload(exchange: Exchange, token: string, { routes, arrival }: Parts): Promise<Answer | null> {
  const { request, response } = exchange
  if (request.method === 'OPTIONS') return { status: 204, headers: { allow: UPLOAD_METHODS }, body: '' }
  if (request.method !== 'POST') return refuse(exchange, 'METHOD_NOT_ALLOWED', { headers: { allow: UPLOAD_METHODS } })
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (encoding.toLowerCase() !== 'identity') return refuse(exchange, 'UNSUPPORTED_CONTENT_ENCODING')
  const sizeBytes = await routes.attachments.sizeOf(token)
  if (sizeBytes === null) return refuse(exchange, 'LINK_NOT_VALID')
  const declared = request.headers['content-length']
  if (declared !== undefined && Number(declared) !== sizeBytes) return refuse(exchange, 'FILE_SIZE_DIFFERS')
  if (request.headers.expect !== undefined) response.writeContinue()
  const body = openBody(exchange, { sizeBytes, limits: routes.limits })
  try {
    const verdict = await routes.attachments.receive(token, body.bytes, arrival)
    if (verdict.kind !== 'stored') return refuse(exchange, UPLOAD_REFUSALS[verdict.kind])
    const { id, mediaType } = verdict
    const attachmentId = writeId({ type: 'Attachment', attachmentId: id })
    return jsonAnswer(201, { attachmentId, mediaType, sizeBytes: verdict.sizeBytes })
  } catch (error) {
    const ended = body.ended()
    if (ended?.kind === 'left') return null
    if (ended?.kind === 'refused') return refuse(exchange, ended.code)
    throw error
  } finally {
    body.close()
  }
}

interface Expected {
  readonly sizeBytes: number
  readonly limits: AttachmentRoutes['limits']
}

/** The body as it comes, and no longer than it may take. Whoever does not want the rest closes it. */
function openBody(exchange: Exchange, { sizeBytes, limits }: Expected) {
  const { request } = exchange
  const deadlineAt = exchange.startedAt + uploadTimeoutMs(sizeBytes, limits)
  const waitForMore = (): void => {
    exchange.bodyDeadlineAt = Math.min(deadlineAt, performance.now() + limits.uploadSilenceMs)
  }
  const bytes = new PassThrough()
  // Whoever stops reading has its reason; the stream's own error says nothing more.
  bytes.on('error', () => {})
  let verdict: BodyVerdict | null = null
  const end = (given: BodyVerdict): void => {
    verdict ??= given
    bytes.destroy(new Error('The body has ended early.'))
  }
  const onClose = (): void => {
    if (!request.complete) end({ kind: 'left' })
  }
  exchange.endBody = end
  waitForMore()
  request.once('close', onClose).pipe(bytes)
  request.on('data', waitForMore)
  return {
    bytes,
    ended: (): BodyVerdict | null => verdict,
    close(): void {
      exchange.endBody = null
      request.off('close', onClose).off('data', waitForMore).unpipe(bytes)
      bytes.destroy()
      // What is left is read and thrown away, within the bounds of a refused body.
      request.resume()
    },
  }
}

/** GET alone: what is asked for by HEAD is told by the API. */
async function answerDownload(exchange: Exchange, token: string, { routes, arrival }: Parts): Promise<Answer> {
  if (exchange.request.method !== 'GET') return refuse(exchange, 'METHOD_NOT_ALLOWED', { headers: { allow: 'GET' } })
  const verdict = await routes.attachments.open(token, arrival)
  if (verdict.kind !== 'file') return refuse(exchange, DOWNLOAD_REFUSALS[verdict.kind])
  const { fileName, mediaType, sizeBytes, content } = verdict
  return {
    status: 200,
    headers: {
      'content-type': mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType,
      'content-disposition': writeDisposition(savedNameOf(fileName, mediaType)),
    },
    relaxed: { 'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox" },
    body: { sizeBytes, content },
  }
}
