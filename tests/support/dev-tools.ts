/** The Chrome DevTools protocol, spoken with one page and its workers. */
export interface DevTools {
  /** Sends a command to the page; rejects with the browser's own words. */
  send(method: string, parameters?: Message): Promise<Message>
  /** Hears an event of the page or of one of its workers. */
  on(event: string, listener: (parameters: Message) => unknown): void
  close(): void
}

type Message = Readonly<Record<string, unknown>>

/** Opens a page in the browser whose debugger listens at the address. */
export async function connectDevTools(url: string): Promise<DevTools> {
  const socket = new WebSocket(url)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', () => reject(new Error('The browser does not take a debugger.')))
  })
  const waiting = new Map<number, PromiseWithResolvers<Message>>()
  const listeners: { event: string; listener: (parameters: Message) => unknown }[] = []
  let lastId = 0

  function send(method: string, parameters: Message, sessionId?: string): Promise<Message> {
    const answer = Promise.withResolvers<Message>()
    waiting.set(++lastId, answer)
    socket.send(JSON.stringify({ id: lastId, method, params: parameters, ...(sessionId && { sessionId }) }))
    return answer.promise
  }

  socket.addEventListener('message', ({ data }) => {
    const { id, method, params, result, error } = readMessage(String(data))
    if (typeof id !== 'number') {
      for (const { event, listener } of listeners) if (event === method) listener(asMessage(params))
      return
    }
    const answer = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) answer?.resolve(asMessage(result))
    else answer?.reject(new Error(JSON.stringify(error)))
  })

  const { targetId } = await send('Target.createTarget', { url: 'about:blank' })
  const page = String((await send('Target.attachToTarget', { targetId, flatten: true }))['sessionId'])
  await watch(page)
  listeners.push({
    event: 'Target.attachedToTarget',
    listener: ({ sessionId }) => watchWorker(String(sessionId)),
  })
  await send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }, page)
  await send('Page.enable', {}, page)

  async function watch(sessionId: string): Promise<void> {
    await Promise.all(['Network', 'Runtime', 'Log'].map((domain) => send(`${domain}.enable`, {}, sessionId)))
  }

  /** A worker waits until it is watched, so that not even its first request is missed. */
  async function watchWorker(sessionId: string): Promise<void> {
    const domains = ['Network', 'Runtime', 'Log'].map((domain) => send(`${domain}.enable`, {}, sessionId))
    const started = send('Runtime.runIfWaitingForDebugger', {}, sessionId)
    await Promise.allSettled([...domains, started])
  }

  return {
    send: (method, parameters = {}) => send(method, parameters, page),
    on: (event, listener) => void listeners.push({ event, listener }),
    close: () => socket.close(),
  }
}

function readMessage(text: string): Message {
  return asMessage(JSON.parse(text))
}

function asMessage(value: unknown): Message {
  return Object.fromEntries(Object.entries(Object(value)))
}
