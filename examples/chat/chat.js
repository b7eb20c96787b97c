// A chat over tickets, in one file without a library: sign in, read, subscribe, write. Everything that a cabinet has to mind is here: the
// cursor after which it goes on, the key that makes a message safe to repeat, and the token that ends.

const API = new URLSearchParams(location.search).get('api') ?? 'http://127.0.0.1:4000/graphql'
const $ = (id) => document.getElementById(id)
const state = { session: null, ticketId: null, cursor: null, seen: new Set() }

async function ask(query, variables = {}, token = state.session?.accessToken) {
  const response = await fetch(API, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = await response.json()
  if (errors) throw new Error(errors[0].message)
  return data
}

const SESSION =
  'session { accessToken refreshToken viewer { role displayName accounts { id } } } userErrors { message }'

async function signIn(login, password) {
  const query = `mutation ($input: SignInInput!) { signIn(input: $input) { ${SESSION} } }`
  const { signIn: answer } = await ask(query, { input: { login, password } }, null)
  if (!answer.session) throw new Error(answer.userErrors[0].message)
  state.session = answer.session
}

async function refresh() {
  const query = `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { ${SESSION} } }`
  const input = { refreshToken: state.session.refreshToken }
  const { refreshSession: answer } = await ask(query, { input }, null)
  if (!answer.session) throw new Error('Sign in again.')
  state.session = answer.session
}

async function openTicket() {
  const [account] = state.session.viewer.accounts
  if (!account) throw new Error('Name the ticket.')
  const input = {
    accountId: account.id,
    category: 'CONSULTATION',
    subject: 'Chat',
    text: 'Hello!',
    idempotencyKey: crypto.randomUUID(),
  }
  const query =
    'mutation ($input: CreateTicketInput!) { createTicket(input: $input) { ... on TicketOpened { ticket { id } } ... on TicketPending { message } ... on TicketRefused { message } } }'
  const { createTicket: answer } = await ask(query, { input })
  if (!answer.ticket) throw new Error(answer.message ?? 'The ticket is open; try again in a moment.')
  return answer.ticket.id
}

/** What was written so far; the subscription goes on behind its last message, so that nothing falls between. */
async function readMessages() {
  const query = `query ($id: ID!, $after: String) { ticket(id: $id) { subject messages(first: 100, after: $after) {
    edges { cursor node { author authorName text createdAt } } pageInfo { hasNextPage } } } }`
  for (;;) {
    const { ticket } = await ask(query, { id: state.ticketId, after: state.cursor })
    if (!ticket) throw new Error('There is no such ticket.')
    document.title = ticket.subject
    for (const { cursor, node } of ticket.messages.edges) show(cursor, node)
    if (!ticket.messages.pageInfo.hasNextPage) return
  }
}

function show(cursor, { author, authorName, text }) {
  if (state.seen.has(cursor)) return
  state.seen.add(cursor)
  state.cursor = cursor
  const item = document.createElement('li')
  const isOperator = state.session.viewer.role === 'OPERATOR'
  item.className = (author === 'OPERATOR') === isOperator ? 'own' : 'other'
  const who = document.createElement('small')
  who.textContent = item.className === 'own' ? 'You' : (authorName ?? author)
  item.append(who, text)
  $('messages').append(item)
  item.scrollIntoView({ block: 'end' })
}

/** The protocol is graphql-transport-ws; a real cabinet takes the package graphql-ws. */
function listen() {
  const socket = new WebSocket(API.replace('http', 'ws'), 'graphql-transport-ws')
  const send = (message) => socket.send(JSON.stringify(message))
  socket.addEventListener('open', () =>
    send({ type: 'connection_init', payload: { authorization: `Bearer ${state.session.accessToken}` } }),
  )
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(data)
    if (message.type === 'ping') send({ type: 'pong' })
    if (message.type === 'connection_ack') {
      const query = `subscription ($id: ID!, $after: String) { ticketMessageAdded(ticketId: $id, after: $after) {
        cursor ticketMessage { author authorName text createdAt } } }`
      const variables = { id: state.ticketId, after: state.cursor }
      send({ id: '1', type: 'subscribe', payload: { query, variables } })
      tell('Connected.')
    }
    if (message.type === 'next' && message.payload.data) {
      const { cursor, ticketMessage } = message.payload.data.ticketMessageAdded
      show(cursor, ticketMessage)
    }
    if (message.type === 'error') {
      tell(message.payload[0].message)
      // What may be tried again is, with a new connection.
      if (message.payload[0].extensions.retryable) socket.close()
    }
  })
  socket.addEventListener('close', ({ code }) => {
    tell('The connection is lost; trying again.')
    // 4403: the token has ended.
    setTimeout(
      () => (code === 4403 ? refresh() : Promise.resolve()).then(listen, ({ message }) => tell(message)),
      1_000,
    )
  })
}

/** A lost answer is repeated with the same key: the message is written once. */
async function write(text) {
  const input = { ticketId: state.ticketId, text, idempotencyKey: crypto.randomUUID() }
  const query = `mutation ($input: AddTicketMessageInput!) { addTicketMessage(input: $input) { __typename
    ... on TicketMessagePending { message } ... on TicketChangeRefused { message retryable } } }`
  for (let tries = 1; ; tries += 1) {
    try {
      const { addTicketMessage: answer } = await ask(query, { input })
      if (answer.__typename === 'TicketChangeRefused') throw Object.assign(new Error(answer.message), { isFinal: true })
      return
    } catch (error) {
      if (error.isFinal || tries === 5) throw error
      await new Promise((resolve) => setTimeout(resolve, 500 * tries))
    }
  }
}

function tell(text) {
  $('status').textContent = text
}

/** Runs what a form asks for, with its button off meanwhile. */
function onSubmit(form, work) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const button = form.querySelector('button')
    button.disabled = true
    try {
      await work(Object.fromEntries(new FormData(form)))
    } catch ({ message }) {
      tell(message)
    } finally {
      button.disabled = false
    }
  })
}

onSubmit($('entry'), async ({ login, password, ticket }) => {
  await signIn(login, password)
  state.ticketId = ticket || (await openTicket())
  await readMessages()
  $('entry').hidden = true
  $('messages').hidden = false
  $('writing').hidden = false
  document.body.dataset.ticket = state.ticketId
  listen()
})

onSubmit($('writing'), async ({ text }) => {
  await write(text)
  $('writing').reset()
})
