import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** Stands between a client and a server, and can do what networks do. */
export interface TcpProxy {
  readonly port: number
  /** The connections that there are stay open and carry nothing any more, as when the other machine has lost its power. */
  freeze(): void
  /** The same, and connections that are opened from now on carry nothing either. */
  hang(): void
  /** Ends all connections, and refuses others until `accept`. */
  cut(): void
  accept(): void
}

export async function startTcpProxy(target: { readonly host: string; readonly port: number }): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>()
  let isCut = false
  let isHung = false
  const server = createServer((client) => {
    const upstream = connect(target.port, target.host)
    const pair = [client, upstream] as const
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      for (const socket of pair) socket.destroy()
    }
    for (const socket of pair) socket.on('error', end).on('close', end)
    if (isCut) return end()
    if (isHung) return
    client.pipe(upstream)
    upstream.pipe(client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const endAll = () => {
    for (const [client] of pairs) client.destroy()
  }
  onTestFinished(() => {
    endAll()
    server.close()
  })
  const freeze = () => {
    for (const [client, upstream] of pairs) {
      client.unpipe(upstream).pause()
      upstream.unpipe(client).pause()
    }
  }
  return {
    port: address.port,
    freeze,
    hang() {
      isHung = true
      freeze()
    },
    cut() {
      isCut = true
      endAll()
    },
    accept() {
      isCut = false
    },
  }
}
