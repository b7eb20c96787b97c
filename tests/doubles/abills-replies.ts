import type { Message, Reply } from './abills-books.ts'
import { ADMIN, addReply, findMessage, noRight, showMessage } from './abills-helpdesk.ts'
import { type Json, textOf } from './abills-json.ts'
import type { Call, Route } from './abills-routes.ts'
import type { World } from './abills-world.ts'

// Replies of both sides, which each side lists in its own way.

export const REPLY_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/user/msgs/:id/reply/', role: 'user', answer: listOwnReplies },
  { method: 'POST', path: '/user/msgs/:id/reply/', role: 'user', answer: replyAsSubscriber },
  { method: 'GET', path: '/msgs/:id/reply/', role: 'admin', answer: listReplies },
  { method: 'POST', path: '/msgs/:id/reply/', role: 'admin', answer: replyAsAdmin },
  { method: 'GET', path: '/msgs/statuses/', role: 'admin', answer: listStatuses },
]

/** The message itself comes first, as if it were a reply; its number and a reply's may be the same. */
function listOwnReplies({ world, account, path }: Call): Json {
  const id = path['id'] ?? 0
  const message = world.books.messages.find((one) => one.id === id && one.uid === account.uid)
  const first = {
    aid: message === undefined || message.aid === 0 ? '' : message.aid,
    caption: '',
    creatorFio: '',
    creatorId: message === undefined || message.aid === 0 ? '' : message.aid,
    datetime: message?.date ?? '',
    id,
    mainMsg: 0,
    status: 0,
    surveyId: 0,
    text: message?.message ?? '',
    uid: message?.uid ?? '',
  }
  return [first, ...repliesTo(world, message).map((reply) => showReply(world, reply))]
}

function repliesTo({ books }: World, message: Message | undefined): Reply[] {
  return books.replies.filter(({ mainMsg }) => mainMsg === message?.id)
}

function showReply({ books }: World, { id, mainMsg, uid, aid, text, datetime, status }: Reply) {
  const login = books.accounts.get(uid)?.login ?? ''
  const creator = aid > 0 ? ADMIN.login : login
  const who = { aid, caption: '', creatorFio: creator, creatorId: creator }
  return { ...who, datetime, id, login, mainMsg, status, surveyId: 0, text, uid }
}

function listReplies({ world, path }: Call): Json {
  const message = world.books.messages.find(({ id }) => id === path['id'])
  const rest = { attachmentId: '', contentSize: '', filename: '', innerMsg: 0, ip: '127.0.0.1', runTime: '00:00:00' }
  return repliesTo(world, message).map((reply) => ({ ...showReply(world, reply), ...rest }))
}

/** Nobody asks whose message it is. */
function replyAsSubscriber({ world, account, path, params }: Call): Json {
  const message = findMessage(world, path)
  addReply(world, { message, uid: account.uid, aid: 0, text: textOf(params, 'REPLY_TEXT') ?? '' })
  return { result: 'OK' }
}

/** The answer is the message with the reply laid over it: `id`, `uid` and `ip` are the reply's. */
function replyAsAdmin({ world, path, params }: Call): Json {
  const message = findMessage(world, path)
  const reply = addReply(world, { message, uid: 0, aid: ADMIN.aid, text: textOf(params, 'REPLY_TEXT') ?? '' })
  const laid = {
    ...showMessage(world, message),
    aid: reply.aid,
    caption: '',
    color: '#0000FF',
    datetime: reply.datetime,
    icon: 'fa fa-envelope-open text-aqua',
    id: reply.id,
    insertId: reply.id,
    ip: 2_130_706_433,
    mainMsg: message.id,
    name: '$lang{OPEN}',
    readiness: 0,
    replyId: reply.id,
    runTime: 0,
    status: reply.status,
    taskClosed: 0,
    text: reply.text,
    uid: 0,
  }
  return { ...laid, list: [] }
}

const STATUSES: readonly (readonly [number, string, number])[] = [
  [0, 'OPEN', 0],
  [1, 'CLOSED_UNSUCCESSFUL', 1],
  [2, 'CLOSED_SUCCESSFUL', 1],
  [3, 'IN_WORK', 0],
  [4, 'NEW_MESSAGE', 0],
  [5, 'HOLD_UP', 0],
  [6, 'ANSWER_WAIT', 0],
]

function listStatuses({ world }: Call): Json {
  if (!world.settings.messageRights) throw noRight(1_071_003)
  const list = STATUSES.map(([id, name, taskClosed]) => ({
    color: '#0000FF',
    icon: 'fa fa-envelope',
    id,
    localeName: name,
    name: `$lang{${name}}`,
    readiness: 0,
    taskClosed,
  }))
  return { list, total: list.length }
}
