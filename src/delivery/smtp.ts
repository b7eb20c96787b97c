import type { Transporter } from 'nodemailer'
import { type Courier, DeliveryError } from './port.ts'

export interface SmtpOptions {
  /** `smtp://user:password@host:587` or `smtps://…`; STARTTLS is demanded unless the host is this machine. */
  readonly url: string
  readonly from: string
  readonly timeoutMs: number
}

/** More connections than that are taken for a flood by most servers. */
const MAX_CONNECTIONS = 3

/** E-mail by SMTP, plain text. The id is the Message-ID, so that a mailbox shows a repetition once. */
export function createSmtpCourier({ url, from, timeoutMs }: SmtpOptions): Courier {
  const server = new URL(url)
  const isSecure = server.protocol === 'smtps:'
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(server.hostname)
  const settings = {
    pool: true as const,
    maxConnections: MAX_CONNECTIONS,
    host: server.hostname.replace(/^\[|\]$/g, ''),
    port: server.port === '' ? (isSecure ? 465 : 587) : Number(server.port),
    secure: isSecure,
    requireTLS: !isSecure && !isLocal,
    ignoreTLS: !isSecure && isLocal,
    ...(server.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    // A message is text of ours: nothing in it is a file or an address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  // The client is big, and not every gateway sends e-mail.
  let opening: Promise<Transporter> | null = null
  const open = () => (opening ??= import('nodemailer').then(({ createTransport }) => createTransport(settings)))
  const domain = /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'localhost'
  return {
    maxAtOnce: MAX_CONNECTIONS,
    async send({ id, to, subject, text }, { signal }) {
      signal.throwIfAborted()
      const { promise: left, reject } = Promise.withResolvers<never>()
      const leave = () => reject(new DeliveryError('DELIVERY_TIMEOUT', 'The SMTP server did not answer in time.'))
      signal.addEventListener('abort', leave)
      try {
        const transport = await open()
        // An address as an object is never parsed: no list, no group, no second recipient.
        const sending = transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
        await Promise.race([sending, left])
        return `${server.protocol}//${server.host}`
      } catch (error) {
        if (error instanceof DeliveryError) throw error
        throw new DeliveryError('DELIVERY_FAILED', 'The SMTP server did not take the message.', { cause: error })
      } finally {
        signal.removeEventListener('abort', leave)
      }
    },
    async close() {
      const transport = await opening
      transport?.close()
    },
  }
}
