// How old programs misbehave, on demand: `POST /desk/mood?operation=Deposit&kind=loseAnswer&times=1`.

export interface Reply {
  readonly status: number
  readonly type: string
  readonly body: string | Buffer
}

/** What becomes of a call. */
export type Fate =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'break' }
  | { readonly kind: 'hang' }

interface Mood {
  readonly operation: string
  readonly kind: string
  readonly delayMs: number
  left: number
}

const HTML = '<html><body><h1>Fatal error</h1><p>kassa.php, line 40</p></body></html>'
const FAULT =
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Server</faultcode>' +
  '<faultstring>Error</faultstring><detail><why>MOON_PHASE</why></detail></s:Fault></s:Body></s:Envelope>'
const HUGE_BYTES = 3 * 1024 * 1024

const page = (status: number, type: string, body: string): Fate => ({ kind: 'reply', reply: { status, type, body } })

/** Instead of an answer, and nothing is done. */
const INSTEAD: Readonly<Record<string, Fate>> = {
  loseRequest: { kind: 'break' },
  noAnswer: { kind: 'hang' },
  htmlPage: page(200, 'text/html', HTML),
  serverError: page(500, 'text/plain', 'ORA-00001 in kassa.php:40'),
  overloaded: page(503, 'text/plain', 'later'),
  emptyBody: page(200, 'text/xml', ''),
  malformed: page(200, 'text/xml', '<a><b></a>'),
  hugeAnswer: page(200, 'text/xml', ' '.repeat(HUGE_BYTES)),
  unlistedFault: page(200, 'text/xml', FAULT),
}

export function createMoods() {
  let moods: Mood[] = []

  function take(operation: string): Mood | null {
    const mood = moods.find((one) => one.operation === operation && one.left > 0)
    if (mood === undefined) return null
    mood.left -= 1
    return mood
  }

  return {
    set(query: URLSearchParams): void {
      const times = Number(query.get('times') ?? Number.POSITIVE_INFINITY)
      const [operation, kind] = [query.get('operation') ?? '', query.get('kind') ?? '']
      moods.push({ operation, kind, delayMs: Number(query.get('delay') ?? 0), left: times })
    },
    clear(): void {
      moods = []
    },
    /** `run` does what was asked for, as often as it is called. */
    async meet(operation: string, run: () => Reply): Promise<Fate> {
      const mood = take(operation)
      if (mood === null) return { kind: 'reply', reply: run() }
      const instead = Object.hasOwn(INSTEAD, mood.kind) ? INSTEAD[mood.kind] : undefined
      if (instead !== undefined) return instead
      if (mood.kind === 'lateWrite') {
        setTimeout(run, mood.delayMs)
        return { kind: 'hang' }
      }
      const reply = run()
      switch (mood.kind) {
        case 'loseAnswer':
          return { kind: 'break' }
        case 'errorAfterWriting':
          return { kind: 'reply', reply: { status: 200, type: 'text/xml', body: FAULT } }
        case 'cutAnswer':
          return { kind: 'reply', reply: { ...reply, body: reply.body.slice(0, reply.body.length / 2) } }
        case 'doubleWrite':
          return { kind: 'reply', reply: run() }
        default:
          return { kind: 'reply', reply }
      }
    },
  }
}
