import { type Message, NO_TIME } from './abills-books.ts'
import { ADMIN, addMessage, findMessage, noRight, showMessage, unknownMessage } from './abills-helpdesk.ts'
import { isGiven, type Json, numberOf, type Params, textOf } from './abills-json.ts'
import { type Columns, search } from './abills-lists.ts'
import { REPLY_ROUTES } from './abills-replies.ts'
import type { Call, Route } from './abills-routes.ts'
import type { World } from './abills-world.ts'

// The helpdesk: messages of subscribers, and replies of both sides.

const LIMITS = { FROM_DATE: '>=', TO_DATE: '<=' }
const CLOSED_STATES = [1, 2]

const COLUMNS = (world: World): Columns<Message> => ({
  MSG_ID: { type: 'INT', name: 'id', isAlwaysShown: true, read: ({ id }) => id },
  UID: { type: 'INT', name: 'uid', isAlwaysShown: true, read: ({ uid }) => uid },
  AID: { type: 'INT', name: 'aid', isAlwaysShown: true, read: ({ aid }) => aid || '' },
  CHAPTER: { type: 'INT', name: 'chapterId', isAlwaysShown: true, read: ({ chapter }) => chapter },
  DELIGATION: { type: 'INT', name: 'deligation', isAlwaysShown: true, read: () => 0 },
  INNER_MSG: { type: 'INT', name: 'innerMsg', isAlwaysShown: true, read: () => 0 },
  PLAN_TIME: { type: 'INT', name: 'planTime', isAlwaysShown: true, read: () => '00:00:00' },
  RESPOSIBLE: { type: 'INT', name: 'resposible', isAlwaysShown: true, read: ({ resposible }) => resposible },
  SUBJECT: { type: 'STR', name: 'subject', isAlwaysShown: true, read: ({ subject }) => subject },
  STATE_ID: { type: 'INT', name: 'stateId', isAlwaysShown: true, read: ({ state }) => state },
  DATE: { type: 'DATE', name: 'date', isAlwaysShown: true, read: ({ date }) => date.slice(0, 10) },
  MESSAGE: { type: 'STR', name: 'message', isAlwaysShown: true, read: ({ message }) => message },
  CHAPTER_NAME: { type: 'STR', name: 'chapterName', read: ({ chapter }) => world.books.chapters.get(chapter) ?? '' },
  CHAPTER_COLOR: { type: 'STR', name: 'chapterColor', read: () => '' },
  STATE: { type: 'INT', name: 'state', read: ({ state }) => state },
  PRIORITY: { type: 'INT', name: 'priority', read: ({ priority }) => priority },
  DATETIME: { type: 'DATE', name: 'datetime', read: ({ date }) => date },
  LAST_REPLIE_DATE: { type: 'DATE', name: 'lastReplieDate', read: ({ lastReplieDate }) => lastReplieDate },
  CLOSED_DATE: { type: 'DATE', name: 'closedDate', read: ({ closedDate }) => closedDate },
  FROM_DATE: { type: 'DATE', read: ({ date }) => date.slice(0, 10) },
  TO_DATE: { type: 'DATE', read: ({ date }) => date.slice(0, 10) },
})

export const MESSAGE_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/user/msgs/chapters/', role: 'user', answer: listOwnChapters },
  { method: 'GET', path: '/user/msgs/', role: 'user', answer: listOwn },
  { method: 'POST', path: '/user/msgs/', role: 'user', answer: open },
  { method: 'GET', path: '/user/msgs/:id/', role: 'user', answer: showOwn },
  { method: 'GET', path: '/msgs/chapters/', role: 'admin', answer: listChapters },
  { method: 'GET', path: '/msgs/list/', role: 'admin', answer: listAll },
  { method: 'POST', path: '/msgs/', role: 'admin', answer: openByAdmin },
  { method: 'GET', path: '/msgs/:id/', role: 'admin', answer: showToAdmin },
  { method: 'PUT', path: '/msgs/:id/', role: 'admin', answer: changeByAdmin },
  ...REPLY_ROUTES,
]

function listOwnChapters({ world }: Call): Json {
  return [...world.books.chapters].map(([id, name]) => ({ id, name }))
}

function listChapters({ world }: Call): Json {
  const rest = { adminLogin: '', autoclose: 0, innerChapter: 0, responsible: 0 }
  return [...world.books.chapters].map(([id, name]) => ({ ...rest, id, name }))
}

const OWN = { CHAPTER_NAME: '_SHOW', CHAPTER_COLOR: '_SHOW', STATE: '_SHOW' }

/** The newest 25, and no way to the others. */
function listOwn({ world, account }: Call): Json {
  const own = world.books.messages.filter(({ uid }) => uid === account.uid)
  return search(own, { columns: COLUMNS(world), sort: 'MSG_ID', isDescending: true }, OWN).shown
}

function listAll({ world, params }: Call): Json {
  const limited = withLimits(params)
  const found = search(world.books.messages, { columns: COLUMNS(world), sort: 'MSG_ID', isDescending: true }, limited)
  const count = (states: readonly number[]) => world.books.messages.filter(({ state }) => states.includes(state)).length
  const unread = world.books.messages.filter(({ adminRead }) => adminRead === NO_TIME).length
  const summary = { closed: count([2]), inWork: unread, open: count([0]), unmaked: count([1]) }
  return { list: found.shown, summary, total: found.total }
}

function withLimits(params: Params): Params {
  const limited: Record<string, unknown> = { ...params }
  for (const [name, operator] of Object.entries(LIMITS)) {
    const day = textOf(params, name)
    if (day !== undefined && day !== '_SHOW') limited[name] = operator + day
  }
  return limited
}

/** `id` and `name` of the answer are the chapter's; the message is `msgId`. */
function open({ world, account, params }: Call): Json {
  const chapter = numberOf(params, 'CHAPTER')
  const { id: msgId } = addMessage(world, {
    uid: account.uid,
    subject: textOf(params, 'SUBJECT') ?? '',
    message: textOf(params, 'MESSAGE') ?? '',
    chapter,
    priority: isGiven(params, 'PRIORITY') ? numberOf(params, 'PRIORITY') : 2,
    aid: 0,
  })
  const name = world.books.chapters.get(chapter)
  if (name === undefined) return { affected: 0, insertId: msgId, msgId, total: 0 }
  return {
    affected: 0,
    autoclose: 0,
    color: '',
    domainId: 0,
    id: chapter,
    innerChapter: 0,
    insertId: msgId,
    msgId,
    name,
    responsible: 0,
    total: 0,
  }
}

function openByAdmin({ world, params }: Call): Json {
  if (!world.settings.messageRights) throw noRight(1_071_001)
  const { id: msgId } = addMessage(world, {
    uid: numberOf(params, 'UID'),
    subject: textOf(params, 'SUBJECT') ?? '',
    message: textOf(params, 'MESSAGE') ?? '',
    chapter: numberOf(params, 'CHAPTER'),
    priority: isGiven(params, 'PRIORITY') ? numberOf(params, 'PRIORITY') : 2,
    aid: ADMIN.aid,
  })
  return { affected: 0, insertId: msgId, msgId, total: 0 }
}

function showOwn({ world, account, path }: Call): Json {
  const message = findMessage(world, path)
  if (message.uid !== account.uid) throw unknownMessage()
  return showMessage(world, message)
}

function showToAdmin({ world, path }: Call): Json {
  return showMessage(world, findMessage(world, path))
}

/** Without the right to close, a closing state is left out without a word. */
function changeByAdmin({ world, path, params }: Call): Json {
  const message = findMessage(world, path)
  const state = numberOf(params, 'STATE')
  const isClosing = CLOSED_STATES.includes(state)
  if ('STATE' in params && (!isClosing || world.settings.messageRights)) {
    const stamp = world.clock.stamp()
    Object.assign(message, { state, ...(isClosing ? { closedDate: stamp, doneDate: stamp.slice(0, 10) } : {}) })
  }
  if ('SUBJECT' in params) message.subject = textOf(params, 'SUBJECT') ?? ''
  if ('CHAPTER' in params) message.chapter = numberOf(params, 'CHAPTER')
  return { ...showMessage(world, message), affected: 1 }
}
